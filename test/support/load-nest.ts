/**
 * Some libraries are CommonJS and require Nest, which is ESM. Jest can only do that once Nest is evaluated, not while
 * the modules of a test are being linked; so it is loaded before them.
 */
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
import '@nestjs/swagger';

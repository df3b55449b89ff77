/**
 * Some libraries are CommonJS and require Nest, which is ESM. Jest can only do that once Nest is evaluated, not while
 * the modules of a test are being linked; so it is loaded before them.
 */
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
import '@nestjs/swagger';

/**
 * Fastify looks for a plugin without a name among all modules that are loaded, a list that Jest draws up again for each
 * look: a third of the time that the service takes to start here.
 */
Object.defineProperty(Function.prototype, Symbol.for('fastify.display-name'), {
  value: 'unnamed',
  writable: true,
});

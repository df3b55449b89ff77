import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from './platform/config/app-config.js';
import { Public } from './platform/http/public.decorator.js';
import { version } from './version.js';

/** Where to go from the bare address: a browser to the console, a program to what it may ask for. */
@ApiExcludeController()
@Public()
@Controller()
export class StartPageController {
  constructor(private readonly config: AppConfig) {}

  @Get()
  start(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    void reply.header('vary', 'accept');
    if (request.headers.accept?.includes('text/html')) return void reply.redirect('/console', 302);
    const docs = this.config.operationsPort === undefined ? { docs: '/docs', openapi: '/docs-json' } : {};
    void reply.send({
      name: 'magento-oms-bridge',
      version,
      console: '/console',
      ...docs,
      health: '/health/ready',
    });
  }
}

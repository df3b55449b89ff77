import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply } from 'fastify';
import { Public } from '../platform/http/public.decorator.js';
import { MetricsService } from './metrics.service.js';

/** Open, as scrapers expect it: numbers and codes of stores, nothing of orders or customers. */
@ApiTags('Health')
@Public()
@SkipThrottle()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @ApiOperation({
    summary: 'Metrics for Prometheus',
    description: 'In its text format. Without a customer’s data.',
    security: [],
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'Text format of Prometheus.', schema: { type: 'string' } })
  async get(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.text();
  }
}

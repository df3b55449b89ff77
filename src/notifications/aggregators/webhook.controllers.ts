import { Body, Controller, HttpCode, Post, Req, type Type } from '@nestjs/common';
import {
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiSecurity,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentStore } from '../../stores/current-store.decorator.js';
import { ProblemDto } from '../../platform/http/problem.dto.js';
import { Public } from '../../platform/http/public.decorator.js';
import type { StoreContext } from '../../stores/stores.service.js';
import { AggregatorEvents } from '../aggregator-events.service.js';
import type { Aggregator } from './aggregator.js';

/** What an aggregator calls, with a key that was checked before (webhook-bodies.ts); what is kept is answered 200. */
export function webhookControllerOf(aggregator: Aggregator): Type {
  const { name, title, path, keyName, description } = aggregator;

  @ApiTags('Webhooks')
  @ApiUnauthorizedResponse({ type: ProblemDto, description: 'No such store, or not its key.' })
  @Public()
  @Controller(`webhooks/${path}`)
  class WebhooksController {
    constructor(private readonly events: AggregatorEvents) {}

    @Post(':storeCode')
    @HttpCode(200)
    @ApiSecurity(keyName)
    @ApiParam({ name: 'storeCode', schema: { type: 'string' } })
    @ApiBody({ schema: { type: 'object' } })
    @ApiOperation({ operationId: `Webhooks_${name.toLowerCase()}`, summary: `${title} webhook`, description })
    @ApiOkResponse({ description: 'Stored.' })
    async take(
      @CurrentStore() store: StoreContext,
      @Body() body: Record<string, unknown>,
      @Req() request: FastifyRequest,
    ): Promise<{ status: string }> {
      await this.events.take(store, aggregator, body, request.id);
      return { status: 'stored' };
    }
  }
  return WebhooksController;
}

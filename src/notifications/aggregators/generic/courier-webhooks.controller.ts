import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiSecurity,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentStore } from '../../../stores/current-store.decorator.js';
import { ProblemDto } from '../../../platform/http/problem.dto.js';
import { Public } from '../../../platform/http/public.decorator.js';
import type { StoreContext } from '../../../stores/stores.service.js';
import { AggregatorEvents } from '../../aggregator-events.service.js';
import { courierOf } from './courier.js';

/** What couriers that are connected by setting call, with a proof that was checked before (webhook-bodies.ts). */
@ApiTags('Webhooks')
@ApiUnauthorizedResponse({ type: ProblemDto, description: 'No such store or courier, or not its secret.' })
@Public()
@Controller('webhooks/courier')
export class CourierWebhooksController {
  constructor(private readonly events: AggregatorEvents) {}

  @Post(':storeCode/:courier')
  @ApiSecurity('courierSecret')
  @ApiParam({ name: 'storeCode', schema: { type: 'string' } })
  @ApiBody({ schema: { type: 'object' } })
  @ApiOperation({
    operationId: 'Webhooks_courier',
    summary: 'Webhook of a courier that is connected by setting',
    description:
      'The store setting `couriers` says where its body has what, what its statuses mean, and how it proves itself; ' +
      '`courierSecrets` of the store holds its secret. What is kept is answered with the status that the setting names.',
  })
  @ApiOkResponse({ description: 'Stored.' })
  async take(
    @CurrentStore() store: StoreContext,
    @Param('courier') name: string,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: string }> {
    const config = store.settings.couriers.find((one) => one.name === name)!;
    await this.events.take(store, courierOf(config), body, request.id);
    void reply.status(config.answer ?? 200);
    return { status: 'stored' };
  }
}

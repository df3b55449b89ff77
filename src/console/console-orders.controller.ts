import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReleaseOrdersDto } from '../orders/dto/held-orders.dto.js';
import { HeldOrdersService } from '../orders/held-orders.service.js';
import { OrdersService } from '../orders/orders.service.js';
import { IdPipe } from '../platform/http/parameter-pipes.js';
import { sendCountedAll } from './chosen/counted-all-page.js';
import { readForm } from './console-form.js';
import { ConsoleActions } from './console.decorators.js';
import { actorOf, storeOf } from './console.guard.js';
import { Right } from './rights.js';
import { address } from './views/cells.js';

/** What an operator may do about an order. */
@ConsoleActions(Right.Operate)
@Controller('console/orders')
export class ConsoleOrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly held: HeldOrdersService,
  ) {}

  @Post('release')
  async releaseAll(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const dto = await readForm(body, ReleaseOrdersDto, { dryRun: body['dryRun'] === 'true' });
    const { dryRun, count } = await this.held.releaseAll(store, dto, actorOf(request));
    if (dryRun) return sendCountedAll(request, reply, 'release', { count });
    const more = { syncState: 'HELD', did: 'releasedAll', count: String(count) };
    void reply.redirect(address('orders', store.code, more), 303);
  }

  @Post(':orderCode/release')
  async release(
    @Param('orderCode', new IdPipe('orderCode')) orderCode: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    await this.held.release(store, orderCode, actorOf(request));
    void reply.redirect(address(`orders/${orderCode}`, store.code, { did: 'released' }), 303);
  }

  @Post(':orderCode/refresh')
  async refresh(
    @Param('orderCode', new IdPipe('orderCode')) orderCode: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    await this.orders.get(store, orderCode, true);
    await this.orders.noteRefresh(store, orderCode, actorOf(request));
    void reply.redirect(address(`orders/${orderCode}`, store.code, { did: 'refreshed' }), 303);
  }
}

import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { ReplayDto } from '../deliveries/dto/delivery.dto.js';
import { WaitingOperationsDto } from '../operations/dto/waiting-operations.dto.js';
import { OperationsService } from '../operations/operations.service.js';
import { WaitingOperationsService } from '../operations/waiting-operations.service.js';
import { UuidPipe } from '../platform/http/parameter-pipes.js';
import { sendCountedAll } from './chosen/counted-all-page.js';
import { readForm } from './console-form.js';
import { ConsoleActions } from './console.decorators.js';
import { actorOf, storeOf } from './console.guard.js';
import { sendPage } from './console.page.js';
import { ConsoleService } from './console.service.js';
import { OperationPage } from './pages/operation.js';
import { Right } from './rights.js';
import { address } from './views/cells.js';

/** What an operator may do about operations and deliveries. */
@ConsoleActions(Right.Operate)
@Controller('console')
export class ConsoleActionsController {
  constructor(
    private readonly console: ConsoleService,
    private readonly operations: OperationsService,
    private readonly waiting: WaitingOperationsService,
    private readonly deliveries: DeliveriesService,
  ) {}

  @Post('operations/:operationId/retry')
  async retry(
    @Param('operationId', new UuidPipe('operationId')) operationId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    await this.waiting.retry(store, operationId, actorOf(request));
    void reply.redirect(address(`operations/${operationId}`, store.code, { did: 'retried' }), 303);
  }

  @Post('operations/:operationId/withdraw')
  async withdraw(
    @Param('operationId', new UuidPipe('operationId')) operationId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    await this.waiting.withdraw(store, operationId, actorOf(request));
    void reply.redirect(address(`operations/${operationId}`, store.code, { did: 'withdrawn' }), 303);
  }

  @Post('operations/retry')
  retryAll(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.changeAll('retried', body, request, reply);
  }

  @Post('operations/withdraw')
  withdrawAll(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.changeAll('withdrawn', body, request, reply);
  }

  private async changeAll(
    what: 'retried' | 'withdrawn',
    body: Record<string, unknown>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const dto = await readForm(body, WaitingOperationsDto, { dryRun: body['dryRun'] === 'true' });
    const { dryRun, count, answeredAsErrors } =
      what === 'retried'
        ? await this.waiting.retryAll(store, dto, actorOf(request))
        : await this.waiting.withdrawAll(store, dto, actorOf(request));
    const act = what === 'retried' ? 'retry' : 'withdraw';
    if (dryRun) return sendCountedAll(request, reply, act, { count, answeredAsErrors });
    const did = `${what}All`;
    void reply.redirect(
      address('operations', store.code, { did, count: String(count), answered: String(answeredAsErrors) }),
      303,
    );
  }

  @Post('operations/:operationId/dry-run')
  async dryRun(
    @Param('operationId', new UuidPipe('operationId')) operationId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const shown = await this.console.operation(store, operationId);
    const dryRun = await this.operations.dryRun(store, await this.waiting.get(store, operationId));
    await this.waiting.noteDryRun(store, operationId, actorOf(request));
    sendPage(reply, OperationPage({ frame: request.frame!, ...shown, dryRun }));
  }

  @Post('deliveries/replay')
  async replayAll(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const dto = await readForm(body, ReplayDto, { dryRun: body['dryRun'] === 'true' });
    const { dryRun, count } = await this.deliveries.replayAll(store, dto, actorOf(request));
    if (dryRun) return sendCountedAll(request, reply, 'replay', { count });
    const more = { did: 'replayedAll', count: String(count) };
    void reply.redirect(address('deliveries', store.code, more), 303);
  }

  @Post('deliveries/:deliveryId/replay')
  async replay(
    @Param('deliveryId', new UuidPipe('deliveryId')) deliveryId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    await this.deliveries.replay(store, deliveryId, actorOf(request));
    void reply.redirect(address(`deliveries/${deliveryId}`, store.code, { did: 'replayed' }), 303);
  }
}

import { Body, Controller, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { ReplayDto } from '../deliveries/dto/delivery.dto.js';
import { OperationsService } from '../operations/operations.service.js';
import { IdPipe, UuidPipe } from '../platform/http/parameter-pipes.js';
import { Public } from '../platform/http/public.decorator.js';
import { InputValidationPipe } from '../platform/http/validation.js';
import { RepairsService } from '../reconciliation/repairs.service.js';
import type { Actor } from '../stores/stores.service.js';
import { ConsoleFilter } from './console.filter.js';
import { AdminOnly, ConsoleGuard, storeOf } from './console.guard.js';
import { sendPage } from './console.page.js';
import { ConsoleService } from './console.service.js';
import { OperationPage } from './pages/operation.js';
import { address } from './views/cells.js';

/** What an operator may do about operations, deliveries and differences. */
@ApiExcludeController()
@Public()
@AdminOnly(true)
@UseGuards(ConsoleGuard)
@UseFilters(ConsoleFilter)
@Controller('console')
export class ConsoleActionsController {
  constructor(
    private readonly console: ConsoleService,
    private readonly operations: OperationsService,
    private readonly deliveries: DeliveriesService,
    private readonly repairs: RepairsService,
  ) {}

  @Post('operations/:operationId/retry')
  async retry(
    @Param('operationId', new UuidPipe('operationId')) operationId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    await this.operations.retry(store, operationId, actorOf(request));
    void reply.redirect(address(`operations/${operationId}`, store.code, { did: 'retried' }), 303);
  }

  @Post('operations/:operationId/dry-run')
  async dryRun(
    @Param('operationId', new UuidPipe('operationId')) operationId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const row = await this.console.operation(store, operationId);
    const dryRun = await this.operations.dryRun(store, await this.operations.get(store, operationId));
    sendPage(reply, OperationPage({ frame: request.frame!, row, dryRun }));
  }

  @Post('reconciliation/:differenceId/repair')
  async repair(
    @Param('differenceId', new IdPipe('differenceId')) differenceId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const { reconciliationId } = await this.repairs.difference(store, differenceId);
    const { operationId } = await this.repairs.repair(reconciliationId, differenceId, actorOf(request));
    void reply.redirect(address(`operations/${operationId}`, store.code, { did: 'repaired' }), 303);
  }

  @Post('deliveries/replay')
  async replayAll(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const { dryRun, count } = await this.deliveries.replayAll(store, await replayOf(body));
    const did = dryRun ? 'counted' : 'replayedAll';
    void reply.redirect(address('deliveries', store.code, { did, count: String(count) }), 303);
  }

  @Post('deliveries/:deliveryId/replay')
  async replay(
    @Param('deliveryId', new UuidPipe('deliveryId')) deliveryId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    await this.deliveries.replay(store, deliveryId);
    void reply.redirect(address(`deliveries/${deliveryId}`, store.code, { did: 'replayed' }), 303);
  }
}

function actorOf(request: FastifyRequest): Actor {
  return { clientId: request.clientId!, requestId: String(request.id) };
}

/** Fields of the form that were left empty are as good as absent. @throws BadRequestError as the API does */
function replayOf(body: Record<string, unknown>): Promise<ReplayDto> {
  const given = Object.entries(body).filter(([name, value]) => name !== '_csrf' && value !== '');
  const dto = { ...Object.fromEntries(given), dryRun: body['dryRun'] === 'true' };
  return new InputValidationPipe().transform(dto, {
    type: 'body',
    metatype: ReplayDto,
  }) as Promise<ReplayDto>;
}

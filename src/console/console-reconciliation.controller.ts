import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RetryInventoryDto, StartInventoryRunDto } from '../inventory/dto/inventory.dto.js';
import { InventoryRuns } from '../inventory/inventory-runs.js';
import { InventoryService } from '../inventory/inventory.service.js';
import { IdPipe } from '../platform/http/parameter-pipes.js';
import { CreateReconciliationDto } from '../reconciliation/dto/reconciliation.dto.js';
import { ReconciliationsService } from '../reconciliation/reconciliations.service.js';
import { RepairsService } from '../reconciliation/repairs.service.js';
import { readForm } from './console-form.js';
import { ConsoleActions } from './console.decorators.js';
import { actorOf, storeOf } from './console.guard.js';
import { Right } from './rights.js';
import { address } from './views/cells.js';

/** What an operator may do to find and repair differences between us and Magento. */
@ConsoleActions(Right.Operate)
@Controller('console')
export class ConsoleReconciliationController {
  constructor(
    private readonly reconciliations: ReconciliationsService,
    private readonly repairs: RepairsService,
    private readonly inventory: InventoryRuns,
    private readonly levels: InventoryService,
  ) {}

  @Post('reconciliations')
  async compare(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { code } = storeOf(request);
    const dto = await readForm(body, CreateReconciliationDto, { storeCode: code });
    const { reconciliationId } = await this.reconciliations.create(dto, actorOf(request));
    void reply.redirect(address(`reconciliations/${reconciliationId}`, code, { did: 'comparing' }), 303);
  }

  @Post('differences/:differenceId/repair')
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

  @Post('differences/:differenceId/undone')
  async undone(
    @Param('differenceId', new IdPipe('differenceId')) differenceId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const { reconciliationId } = await this.repairs.difference(store, differenceId);
    await this.repairs.undone(reconciliationId, differenceId, actorOf(request));
    void reply.redirect(address(`differences/${differenceId}`, store.code, { did: 'undone' }), 303);
  }

  @Post('stock-runs')
  async stock(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const { kind } = await readForm(body, StartInventoryRunDto);
    await this.inventory.start(store, kind, actorOf(request));
    void reply.redirect(address('drift', store.code, { did: 'stockStarted' }), 303);
  }

  @Post('stock-retries')
  async retryStock(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const dto = await readForm(body, RetryInventoryDto);
    const { queued } = await this.levels.retry(store, dto, actorOf(request));
    void reply.redirect(address('drift', store.code, { did: 'stockRetried', count: String(queued) }), 303);
  }
}

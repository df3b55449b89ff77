import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { recordAudit } from '../platform/audit/audit-log.js';
import { BadRequestError, ConflictError, NotFoundError } from '../platform/errors/app-error.js';
import { mustBeInOrder } from '../platform/http/time-range.js';
import { pageOf } from '../platform/http/page-of.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import type { Actor, StoreContext } from '../stores/stores.service.js';
import {
  type OperationDetailDto,
  type OperationTryDto,
  toOperationDto,
  toTryDto,
} from './dto/operation.dto.js';
import { triesOf } from './operation-tries.repository.js';
import type {
  ListOperationsQueryDto,
  OperationPageDto,
  OperationsChangedDto,
  WaitingOperationsDto,
} from './dto/waiting-operations.dto.js';
import { UNPROVABLE } from './operation-conditions.repository.js';
import { OperationsRepository, type WaitingFilter } from './operations.repository.js';
import { mustNotBeReplaced } from './live-order.js';
import { type Operation, OperationState, Outcome } from './operation.types.js';
import { RUN_OPERATION } from './operations.jobs.js';

/** What a person may do about writes that are not settled: look at them, have them tried now, or drop them. */
@Injectable()
export class WaitingOperationsService {
  constructor(
    private readonly database: DataSource,
    private readonly ledger: OperationsRepository,
    private readonly jobs: JobsService,
  ) {}

  async list(store: StoreContext, query: ListOperationsQueryDto): Promise<OperationPageDto> {
    const { state, kind, orderCode, needsPerson, limit } = query;
    const filter = { storeId: store.id, states: state && [state], kind, orderCode, needsPerson };
    const rows = await this.ledger.list(filter, limit + 1, query.cursor);
    return pageOf(rows, limit, toOperationDto, ({ id }) => id);
  }

  /** @throws NotFoundError */
  async get(store: StoreContext, id: string): Promise<Operation> {
    const operation = await this.ledger.byId(id, store.id);
    if (!operation) throw new NotFoundError('operationId', `There is no operation ${id}.`);
    return operation;
  }

  /** With its tries. @throws NotFoundError */
  async detail(store: StoreContext, id: string): Promise<OperationDetailDto> {
    const operation = await this.get(store, id);
    return { ...toOperationDto(operation), tries: await this.tries(id) };
  }

  /** Of an operation of which the caller knows that it is the store's. */
  async tries(id: string): Promise<OperationTryDto[]> {
    return (await triesOf(this.database.manager, id)).map(toTryDto);
  }

  /**
   * A write that failed is tried again, one in doubt is looked at now, one of shadow mode is sent once the store is live.
   * @throws NotFoundError, OrderReplacedError, ConflictError when it is settled or under way
   */
  async retry(store: StoreContext, id: string, actor: Actor): Promise<Operation> {
    const before = await this.get(store, id);
    mustNotBeReplaced(before.orderCode);
    await this.database.transaction(async (manager) => {
      if ((await this.ledger.reopenAll(manager, { ids: [id] })).length === 0) {
        throw new ConflictError(whyNotRetried(before));
      }
      const subject = `operation:${id}`;
      const { state } = before;
      await recordAudit(manager, actor, {
        action: 'operation.retry',
        subject,
        before: { state },
        storeCode: store.code,
      });
      await this.jobs.send(manager, RUN_OPERATION, { id });
    });
    return this.get(store, id);
  }

  /** The plan names the customer. */
  async noteDryRun(store: StoreContext, id: string, actor: Actor): Promise<void> {
    const { manager } = this.database;
    await recordAudit(manager, actor, {
      action: 'operation.dry-run',
      subject: `operation:${id}`,
      storeCode: store.code,
    });
  }

  /**
   * The worker drops it.
   * @throws NotFoundError, ConflictError when it may have had an effect, or does not wait
   */
  async withdraw(store: StoreContext, id: string, actor: Actor): Promise<Operation> {
    const before = await this.get(store, id);
    await this.database.transaction(async (manager) => {
      if ((await this.ledger.withdrawAll(manager, { ids: [id] }, actor)).length === 0) {
        throw new ConflictError(whyNotWithdrawn(before));
      }
      await recordAudit(manager, actor, {
        action: 'operation.withdraw',
        subject: `operation:${id}`,
        before: { state: before.state },
        storeCode: store.code,
      });
    });
    return this.get(store, id);
  }

  /** All of a filter; the ticker hands them to the workers within seconds. @throws BadRequestError */
  async retryAll(
    store: StoreContext,
    dto: WaitingOperationsDto,
    actor: Actor,
  ): Promise<OperationsChangedDto> {
    return this.changeAll(store, dto, actor, 'retry', (manager, filter) =>
      this.ledger.reopenAll(manager, filter),
    );
  }

  /** All of a filter. @throws BadRequestError */
  async withdrawAll(
    store: StoreContext,
    dto: WaitingOperationsDto,
    actor: Actor,
  ): Promise<OperationsChangedDto> {
    if (dto.state === OperationState.Unknown) {
      throw BadRequestError.field('state', 'must be PENDING or FAILED: what was sent may have had an effect');
    }
    return this.changeAll(store, dto, actor, 'withdraw', (manager, filter) =>
      this.ledger.withdrawAll(manager, filter, actor),
    );
  }

  private async changeAll(
    store: StoreContext,
    dto: WaitingOperationsDto,
    actor: Actor,
    what: 'retry' | 'withdraw',
    change: (manager: EntityManager, filter: WaitingFilter) => Promise<string[]>,
  ): Promise<OperationsChangedDto> {
    const all = filterOf(store, dto);
    // What failed and was answered as an error is its caller's to repeat; and what was withdrawn stays so.
    const filter = { ...all, needsPerson: dto.state === OperationState.Failed };
    const answeredAsErrors = await this.ledger.count(all, 'answered');
    if (dto.dryRun) {
      return { dryRun: true, count: await this.ledger.count(filter, what), answeredAsErrors };
    }
    const count = await this.database.transaction(async (manager) => {
      const operationIds = await change(manager, filter);
      const changed = operationIds.length;
      const after = { ...dto, changed, operationIds };
      await recordAudit(manager, actor, {
        action: `operation.${what}`,
        subject: `store:${store.code}`,
        after,
      });
      return changed;
    });
    return { dryRun: false, count, answeredAsErrors };
  }
}

function filterOf(store: StoreContext, dto: WaitingOperationsDto): WaitingFilter {
  mustBeInOrder(dto.from, dto.to);
  return {
    storeId: store.id,
    states: [dto.state],
    kind: dto.kind,
    orderCode: dto.orderCode,
    createdFrom: dto.from === undefined ? undefined : new Date(dto.from),
    createdTo: dto.to === undefined ? undefined : new Date(dto.to),
  };
}

function whyNotRetried({ outcome }: Operation): string {
  return outcome === Outcome.Shadowed
    ? 'The store is in shadow mode: nothing is sent.'
    : 'The operation is settled or under way; there is nothing to retry.';
}

function whyNotWithdrawn({ state, errorCode }: Operation): string {
  if (state === OperationState.Unknown && errorCode === UNPROVABLE) {
    return 'The operation is being looked at just now. Try again in a few seconds.';
  }
  if (state === OperationState.Unknown) {
    return `The operation was sent and may still take effect; it can be withdrawn only where it says ${UNPROVABLE}.`;
  }
  if (state === OperationState.Failed) {
    return 'The operation has failed and is tried no more; there is nothing to withdraw.';
  }
  return 'The operation does not wait; there is nothing to withdraw.';
}

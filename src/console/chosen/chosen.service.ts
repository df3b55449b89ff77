import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeliveriesService } from '../../deliveries/deliveries.service.js';
import { WaitingEventsService } from '../../notifications/waiting-events.service.js';
import { WaitingOperationsService } from '../../operations/waiting-operations.service.js';
import { HeldOrdersService } from '../../orders/held-orders.service.js';
import type { Actor } from '../../platform/audit/audit-log.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { StoreContext } from '../../stores/stores.service.js';
import { type ActName, ACTS } from './acts.js';
import { type Chosen, chosenRows } from './chosen.read-model.js';

/** Of chosen rows: which would be done, and which are left as they are. */
export interface Counted {
  would: Chosen[];
  left: Chosen[];
}

export interface Done {
  count: number;
  /** Rows that changed in the meantime, or cannot be done now, and why. */
  failed: { row: Chosen; why: string }[];
}

type DoOne = (store: StoreContext, id: string, actor: Actor, reason: string) => Promise<unknown>;

/** Rows that somebody chose, one after the other, each as if it were done by itself: with its own checks and entry. */
@Injectable()
export class ChosenService {
  private readonly logger = new Logger(ChosenService.name);
  private readonly doOne: Record<ActName, DoOne>;

  constructor(
    private readonly database: DataSource,
    held: HeldOrdersService,
    waiting: WaitingOperationsService,
    deliveries: DeliveriesService,
    events: WaitingEventsService,
  ) {
    this.doOne = {
      release: (store, id, actor) => held.release(store, id, actor),
      retry: (store, id, actor) => waiting.retry(store, id, actor),
      withdraw: (store, id, actor) => waiting.withdraw(store, id, actor),
      replay: (store, id, actor) => deliveries.replay(store, id, actor),
      dismiss: (store, id, actor, reason) => events.dismiss(store, id, reason, actor),
    };
  }

  async count(store: StoreContext, act: ActName, ids: string[]): Promise<Counted> {
    const { list, states } = ACTS[act];
    const rows = await chosenRows(this.database.manager, list, store.id, ids);
    return {
      would: rows.filter(({ state }) => states.includes(state)),
      left: rows.filter(({ state }) => !states.includes(state)),
    };
  }

  async do(store: StoreContext, act: ActName, ids: string[], reason: string, actor: Actor): Promise<Done> {
    const done: Done = { count: 0, failed: [] };
    for (const row of await chosenRows(this.database.manager, ACTS[act].list, store.id, ids)) {
      try {
        await this.doOne[act](store, row.id, actor, reason);
        done.count++;
      } catch (error) {
        done.failed.push({ row, why: this.reasonOf(error, act, row) });
      }
    }
    return done;
  }

  /** The other rows go on after an error that nobody expected. */
  private reasonOf(error: unknown, act: ActName, { id }: Chosen): string {
    if (error instanceof AppError) return error.sentence;
    this.logger.error({ act, id, err: error }, 'could not change a chosen row');
    return 'An unexpected error. The log has it.';
  }
}

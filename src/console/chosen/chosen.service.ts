import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeliveriesService } from '../../deliveries/deliveries.service.js';
import { WaitingEventsService } from '../../notifications/waiting-events.service.js';
import { WaitingOperationsService } from '../../operations/waiting-operations.service.js';
import { HeldOrdersService } from '../../orders/held-orders.service.js';
import type { Actor } from '../../platform/audit/audit-log.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { StoreContext } from '../../stores/stores.service.js';
import { ACTS } from './acts.js';
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

/** Rows that somebody chose, one after the other, each as if it were done by itself: with its own checks and entry. */
@Injectable()
export class ChosenService {
  constructor(
    private readonly database: DataSource,
    private readonly held: HeldOrdersService,
    private readonly waiting: WaitingOperationsService,
    private readonly deliveries: DeliveriesService,
    private readonly events: WaitingEventsService,
  ) {}

  async count(store: StoreContext, act: string, ids: string[]): Promise<Counted> {
    const { list, states } = ACTS[act]!;
    const rows = await chosenRows(this.database.manager, list, store.id, ids);
    return {
      would: rows.filter(({ state }) => states.includes(state)),
      left: rows.filter(({ state }) => !states.includes(state)),
    };
  }

  async do(store: StoreContext, act: string, ids: string[], reason: string, actor: Actor): Promise<Done> {
    const done: Done = { count: 0, failed: [] };
    for (const row of await chosenRows(this.database.manager, ACTS[act]!.list, store.id, ids)) {
      try {
        await this.doOne(store, act, row.id, reason, actor);
        done.count++;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        done.failed.push({ row, why: error.message });
      }
    }
    return done;
  }

  private async doOne(
    store: StoreContext,
    act: string,
    id: string,
    reason: string,
    actor: Actor,
  ): Promise<void> {
    switch (act) {
      case 'release':
        return this.held.release(store, id, actor);
      case 'retry':
        return void (await this.waiting.retry(store, id, actor));
      case 'withdraw':
        return void (await this.waiting.withdraw(store, id, actor));
      case 'replay':
        return void (await this.deliveries.replay(store, id, actor));
      default:
        return this.events.dismiss(store, id, reason, actor);
    }
  }
}

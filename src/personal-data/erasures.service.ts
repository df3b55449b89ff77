import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { recordAudit } from '../platform/audit/audit-log.js';
import { unlessLocked } from '../platform/database/lock-retries.js';
import { isLockTimeout } from '../platform/database/pg-errors.js';
import { ConflictError, NotFoundError } from '../platform/errors/app-error.js';
import { time } from '../platform/time/time.js';
import { type Actor, StoresService } from '../stores/stores.service.js';
import type { CreateErasureDto, ErasureDetailDto, ErasureDto } from './dto/erasure.dto.js';
import { DueOrdersService, redactUnrelated } from './due-orders.service.js';
import { EmailHashes } from './email-hashes.js';
import {
  addressesOf,
  type Counts,
  type ErasureRow,
  findErasures,
  insertErasure,
  lockOrders,
  markOrders,
  type NewErasure,
  ordersOfCustomer,
  waitingOrders,
} from './erasures.repository.js';
import { OrderErasure } from './order-erasure.js';
import { tellingValuesOf, valuesOf } from './redaction.js';

/** Within one request; more than a person orders. */
const MOST_AT_ONCE = 500;
const MOST_WAITING_SHOWN = 100;
const MOST_LISTED = 100;
const LOCK_SECONDS = 2;
const LOCK_TRIES = 5;

/** Ends the transaction of a dry run. */
class CountedOnly extends Error {}

/** Removes a customer, by e-mail. */
@Injectable()
export class ErasuresService {
  private readonly logger = new Logger(ErasuresService.name);

  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly hashes: EmailHashes,
    private readonly due: DueOrdersService,
    private readonly orders: OrderErasure,
  ) {}

  /** @throws NotFoundError, StoreMovingError, ConflictError while orders are being written without a pause */
  async create(dto: CreateErasureDto, actor: Actor): Promise<ErasureDetailDto> {
    const { email, storeCode = null } = dto;
    if (storeCode === null) await this.stores.askAll();
    else await this.stores.byCode(storeCode);
    const one: NewErasure = {
      storeCode,
      emailHash: await this.hashes.of(email),
      requestedBy: actor.clientId,
      requestId: actor.requestId ?? null,
    };
    if (dto.dryRun) return this.dryRun(one, email);
    const id = await this.record(one, email, actor);
    await this.due.ofErasure(id, email, MOST_AT_ONCE);
    const detail = await this.get(id);
    const { orders, waiting } = detail;
    this.logger.log({ erasureId: id, orders, waiting, by: actor.clientId }, 'customer erased');
    return detail;
  }

  async list(): Promise<ErasureDto[]> {
    return (await findErasures(this.database.manager, null, MOST_LISTED)).map(toDto);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<ErasureDetailDto> {
    const [row] = await findErasures(this.database.manager, id, 1);
    if (!row) throw new NotFoundError('erasureId', `There is no erasure ${id}.`);
    const orders = await waitingOrders(this.database.manager, { erasureId: id }, MOST_WAITING_SHOWN);
    return { ...toDto(row), dryRun: false, waitingOrders: orders };
  }

  /** From its commit on, no order of the customer that was created before comes in, or stays, unseen by the erasure. */
  private async record(one: NewErasure, email: string, actor: Actor): Promise<string> {
    const recorded = await unlessLocked(LOCK_TRIES, () =>
      this.database.transaction(async (manager) => {
        await lockOrders(manager, LOCK_SECONDS);
        const id = await insertErasure(manager, one);
        const orders = await markOrders(manager, id, email, one.storeCode);
        const { storeCode, emailHash } = one;
        const after = { storeCode, emailHash, orders };
        await recordAudit(manager, actor, { action: 'personal-data.erase', subject: `erasure:${id}`, after });
        return id;
      }),
    );
    if (recorded !== undefined) return recorded;
    throw new ConflictError('Orders are being written without a pause. Nothing was erased; try again.', 10);
  }

  /** Does all of it, counts, and takes it back. */
  private async dryRun(one: NewErasure, email: string): Promise<ErasureDetailDto> {
    let counted: ErasureDetailDto | undefined;
    try {
      await this.database.transaction(async (manager) => {
        counted = await this.count(manager, one, email);
        throw new CountedOnly();
      });
    } catch (error) {
      if (isLockTimeout(error)) throw new ConflictError('An order is being changed. Try again.', 5);
      if (!(error instanceof CountedOnly)) throw error;
    }
    return counted!;
  }

  private async count(manager: EntityManager, one: NewErasure, email: string): Promise<ErasureDetailDto> {
    const ids = (await ordersOfCustomer(manager, email, one.storeCode)).slice(0, MOST_AT_ONCE);
    const id = await insertErasure(manager, one);
    const orders = await markOrders(manager, id, email, one.storeCode);
    const values = tellingValuesOf(valuesOf(await addressesOf(manager, ids)));
    // In the order in which it is done.
    const all = [await redactUnrelated(manager, values)];
    for (const orderId of ids) all.push((await this.orders.erase(manager, orderId)) ?? {});
    all.push(await redactUnrelated(manager, [...new Set([email, ...values])]));
    const counts: Counts = {};
    for (const [table, rows] of all.flatMap((some) => Object.entries(some))) {
      counts[table] = (counts[table] ?? 0) + rows;
    }
    const waiting = await waitingOrders(manager, { erasureId: id }, MOST_WAITING_SHOWN);
    const row = { ...one, id, requestedAt: time.date(), orders, counts, waiting: waiting.length };
    return { ...toDto(row), erasureId: null, dryRun: true, waitingOrders: waiting };
  }
}

function toDto(row: ErasureRow): ErasureDto {
  return {
    erasureId: row.id,
    storeCode: row.storeCode,
    emailHash: row.emailHash,
    requestedBy: row.requestedBy,
    requestedAt: row.requestedAt.toISOString(),
    orders: row.orders,
    erased: Object.entries(row.counts)
      .map(([table, rows]) => ({ table, rows: Number(rows) }))
      .sort((a, b) => a.table.localeCompare(b.table)),
    waiting: row.waiting,
  };
}

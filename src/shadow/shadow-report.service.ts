import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { InventoryService } from '../inventory/inventory.service.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { errorWords } from '../platform/errors/app-error.js';
import { mustBeInOrder } from '../platform/http/time-range.js';
import { time } from '../platform/time/time.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { compareOrder, notCompared } from './compare-order.js';
import type {
  ShadowedStockDto,
  ShadowedWriteDto,
  ShadowKindDto,
  ShadowReportDto,
  ShadowReportQueryDto,
} from './dto/shadow-report.dto.js';
import {
  type KindCount,
  ordersWithoutWrites,
  outcomesOf,
  plannedWrites,
  shadowedDeliveries,
} from './shadow-report.read-model.js';
import { readShown } from './shown-order.js';
import { type Compared, type Extra, type Planned, Verdict } from './shadow.types.js';

const DAY_MS = 24 * 60 * 60_000;
/** Rows in each list. */
const MOST = 1000;
const READERS = 4;

/** What a store in shadow mode would have sent, and what Magento shows that another integration did instead. */
@Injectable()
export class ShadowReportService {
  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly inventory: InventoryService,
  ) {}

  /** Reads Magento, writes nothing. @throws BadRequestError, StorePausedError */
  async report(store: StoreContext, query: ShadowReportQueryDto): Promise<ShadowReportDto> {
    const to = query.to === undefined ? time.date() : new Date(query.to);
    const from = query.from === undefined ? new Date(to.getTime() - DAY_MS) : new Date(query.from);
    mustBeInOrder(from, to);
    const { manager } = this.database;
    const span = { storeId: store.id, from, to };
    const client = this.stores.magentoOf(store).counting();
    const planned = await plannedWrites(manager, span, MOST + 1);
    const { compared, extras, ordersRead } = await this.compare(
      client,
      store,
      planned.slice(0, MOST),
      query.orders,
    );
    const untouched = await ordersWithoutWrites(manager, span, MOST + 1);
    const writes = planned.slice(0, MOST).map((one) => toWriteDto(one, compared.get(one.id)!));
    const stock = await this.inventory.shadowed(store, client, { from, to, limit: MOST + 1 });
    const lists = [planned, untouched, stock];
    return {
      ...{ storeCode: store.code, mode: store.settings.mode, from: from.toISOString(), to: to.toISOString() },
      kinds: kindsOf(await outcomesOf(manager, span), writes),
      writes,
      extras: [...extras, ...untouched.slice(0, MOST)],
      stock: stock.slice(0, MOST).map(toStockDto),
      deliveries: await shadowedDeliveries(manager, span),
      truncated: lists.some(({ length }) => length > MOST),
      ordersRead,
      magentoCalls: client.callCount,
    };
  }

  private async compare(
    client: MagentoClient,
    store: StoreContext,
    planned: Planned[],
    most: number,
  ): Promise<{ compared: Map<string, Compared>; extras: Extra[]; ordersRead: number }> {
    const orders = [...Map.groupBy(planned, ({ orderCode }) => orderCode)];
    const compared = new Map<string, Compared>();
    const extras: Extra[] = [];
    const left = orders.slice(0, most);
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [orderCode, ofOrder] = next;
        try {
          const shown = await readShown(client, orderCode, ofOrder);
          const result = compareOrder(ofOrder, shown, store.settings.acknowledgeStatus);
          for (const [id, one] of result.compared) compared.set(id, one);
          extras.push(...result.extras);
        } catch (error) {
          const { message } = errorWords(error);
          for (const { id } of ofOrder) {
            compared.set(id, notCompared(`Magento could not be read: ${message}`));
          }
        }
      }
    };
    await Promise.all(Array.from({ length: READERS }, work));
    for (const { id } of orders.slice(most).flatMap(([, ofOrder]) => ofOrder)) {
      compared.set(id, notCompared(`Only ${most} orders are read for one report: ask for a shorter time.`));
    }
    return { compared, extras, ordersRead: Math.min(most, orders.length) };
  }
}

function toWriteDto(
  { id, kind, orderCode, createdAt, request }: Planned,
  compared: Compared,
): ShadowedWriteDto {
  return {
    ...{ operationId: id, kind, orderCode, createdAt: createdAt.toISOString() },
    request: request && `${request.method} ${request.path}`,
    ...compared,
  };
}

function kindsOf(counts: KindCount[], writes: ShadowedWriteDto[]): ShadowKindDto[] {
  return [...Map.groupBy(counts, ({ kind }) => kind)].map(([kind, ofKind]) => {
    const count = (...outcomes: string[]): number =>
      ofKind.filter(({ outcome }) => outcomes.includes(outcome)).reduce((sum, { n }) => sum + n, 0);
    const judged = (wanted: Verdict): number =>
      writes.filter((one) => one.kind === kind && one.verdict === wanted).length;
    const [same, different, notThere] = [Verdict.Same, Verdict.Different, Verdict.NotThere].map(judged);
    const shadowed = count('SHADOWED');
    return {
      ...{ kind, shadowed, same: same!, different: different!, notThere: notThere! },
      notCompared: shadowed - same! - different! - notThere!,
      already: count('ALREADY'),
      recorded: count('APPLIED', 'DEGRADED'),
      refused: count('REFUSED'),
      open: count('PENDING', 'RUNNING', 'UNKNOWN', 'FAILED'),
    };
  });
}

type ShadowedStock = Awaited<ReturnType<InventoryService['shadowed']>>[number];

function toStockDto({ sku, sourceCode, wanted, requestedAt, shown }: ShadowedStock): ShadowedStockDto {
  const { verdict, what, quantity } = verdictOn(wanted, shown);
  return {
    ...{ channelSkuCode: sku, sourceCode, wanted: String(wanted), requestedAt: requestedAt.toISOString() },
    ...{ magentoQuantity: quantity, verdict, what },
  };
}

function verdictOn(
  wanted: number,
  shown: ShadowedStock['shown'],
): { verdict: Verdict; what: string | null; quantity: string | null } {
  if (shown === undefined || 'unread' in shown) {
    return { verdict: Verdict.NotCompared, what: shown?.unread ?? 'Not read.', quantity: null };
  }
  const { quantity } = shown;
  if (quantity === null) {
    return { verdict: Verdict.NotThere, what: 'Magento keeps none of it.', quantity: null };
  }
  if (quantity === wanted) return { verdict: Verdict.Same, what: null, quantity: String(quantity) };
  return { verdict: Verdict.Different, what: `${quantity} instead of ${wanted}`, quantity: String(quantity) };
}

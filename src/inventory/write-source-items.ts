import { listSizeLimit, saysNoRoute } from '../magento/error-mapping.js';
import type { MagentoClient } from '../magento/magento.client.js';
import {
  MagentoError,
  MagentoNotFoundError,
  MagentoPermissionError,
  MagentoRejectedError,
  MagentoTransientError,
} from '../magento/magento.errors.js';
import type { MagentoSourceItem } from '../magento/magento.types.js';
import { numberOf } from '../magento/stock.client.js';
import { LeaseLostError } from '../platform/jobs/heartbeat.js';
import {
  type ClaimedLevel,
  type PushOutcome,
  type Target,
  targetOf,
  type Written,
} from './inventory.types.js';
import { rowOf } from './sku-groups.js';

/**
 * POST inventory/source-items: many rows per call. One wrong row refuses the whole body, and a deadlock has the same
 * words; so a refused chunk is halved until the wrong rows stand alone.
 * @throws LeaseLostError
 */
export async function writeSourceItems(
  client: MagentoClient,
  bufferStock: number,
  levels: ClaimedLevel[],
): Promise<PushOutcome> {
  const sorted = levels.toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
  const rows = await Promise.all(sorted.map((level) => rowFor(client, targetOf(level, bufferStock), level)));
  const failed = rows.filter(({ written }) => written.error !== undefined).map(({ written }) => written);
  const ready = rows.filter(({ written }) => written.error === undefined);
  if (ready.length === 0) return { written: failed };
  const outcome = await save(client, ready);
  return { ...outcome, written: [...outcome.written, ...failed] };
}

/** The right to write them is missing, or the module. */
export function takesNoSourceItems(error: unknown): boolean {
  if (error instanceof MagentoPermissionError) return error.resource.startsWith('Magento_InventoryApi::');
  return error instanceof MagentoNotFoundError && saysNoRoute(error);
}

/** What is to be written, and how that went so far. */
interface Row {
  item: MagentoSourceItem;
  written: Written;
}

async function save(client: MagentoClient, rows: Row[]): Promise<PushOutcome> {
  const written = (wrote: boolean, error?: unknown): Written[] =>
    rows.map((row) => ({ ...row.written, wrote, error }));
  try {
    await client.stock.saveSourceItems(rows.map(({ item }) => item));
    return { written: written(true) };
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    const limit = listSizeLimit(error);
    const divisible =
      error instanceof MagentoRejectedError ||
      (error instanceof MagentoTransientError && error.upstreamStatus !== 429);
    if (rows.length > 1 && divisible) {
      const outcome = await halved(client, rows, limit);
      if (!(error instanceof MagentoTransientError)) return outcome;
      // Another copy of the whole call may still wait for a lock, and land on what the halves have written.
      return { ...outcome, written: outcome.written.map((one) => ({ ...one, mayBeWrittenOver: true })) };
    }
    if (rows.length === 1 && (await tookEffect(client, rows[0]!.written, error))) {
      return { written: written(true) };
    }
    return { written: written(false, error) };
  }
}

/**
 * A source item has no flag of Magento's own: at 0 the product is asked whether it stays on sale. One that is not there, or
 * that the account may not read, does not. Any other failure is this row's alone.
 */
async function rowFor(client: MagentoClient, target: Target, level: ClaimedLevel): Promise<Row> {
  const { sku, sourceCode } = level;
  const written: Written = { level, target, wrote: false, itemId: null };
  const item = { sku, source_code: sourceCode, quantity: target.quantity };
  try {
    const onSale = target.inStock ?? (await client.stock.getStockItem(sku)).sellsAtZero;
    return { item: { ...item, status: onSale ? 1 : 0 }, written };
  } catch (error) {
    const isAnswer = error instanceof MagentoNotFoundError || error instanceof MagentoPermissionError;
    return { item: { ...item, status: 0 }, written: isAnswer ? written : { ...written, error } };
  }
}

/** An error of Magento may come from a plugin that failed after the value was stored: what it shows decides. */
async function tookEffect(
  client: MagentoClient,
  { level, target }: Written,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof MagentoError) || error.phase !== 'ANSWERED' || error.retryable) return false;
  try {
    const rows = await client.stock.sourceItemsOf(level.sourceCode, [level.sku]);
    const row = rowOf(rows, level.sku);
    return numberOf(row?.quantity) === target.quantity && row?.inStock === (target.inStock ?? row?.inStock);
  } catch {
    return false;
  }
}

async function halved(client: MagentoClient, rows: Row[], limit: number | undefined): Promise<PushOutcome> {
  const size = Math.min(limit ?? Infinity, Math.ceil(rows.length / 2));
  const outcome: PushOutcome = { written: [], limit };
  for (let from = 0; from < rows.length; from += size) {
    const part = await save(client, rows.slice(from, from + size));
    outcome.written.push(...part.written);
    outcome.limit = part.limit ?? outcome.limit;
  }
  return outcome;
}

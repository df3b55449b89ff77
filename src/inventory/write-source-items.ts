import { listSizeLimit } from '../magento/error-mapping.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoError, MagentoRejectedError, MagentoTransientError } from '../magento/magento.errors.js';
import type { MagentoSourceItem } from '../magento/magento.types.js';
import { numberOf } from '../magento/stock.client.js';
import { LeaseLostError } from '../platform/jobs/heartbeat.js';
import { type ClaimedLevel, type PushOutcome, targetOf, type Written } from './inventory.types.js';
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
  const written = (wrote: boolean, error?: unknown): Written[] =>
    sorted.map((level) => ({ level, target: targetOf(level, bufferStock), wrote, itemId: null, error }));
  try {
    await client.stock.saveSourceItems(
      await Promise.all(sorted.map((level) => rowFor(client, bufferStock, level))),
    );
    return { written: written(true) };
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    const limit = listSizeLimit(error);
    const divisible =
      error instanceof MagentoRejectedError ||
      (error instanceof MagentoTransientError && error.upstreamStatus !== 429);
    if (sorted.length > 1 && divisible) {
      const outcome = await halved(client, bufferStock, sorted, limit);
      if (!(error instanceof MagentoTransientError)) return outcome;
      // Another copy of the whole call may still wait for a lock, and land on what the halves have written.
      return { ...outcome, written: outcome.written.map((one) => ({ ...one, mayBeWrittenOver: true })) };
    }
    if (sorted.length === 1 && (await tookEffect(client, written(true)[0]!, error))) {
      return { written: written(true) };
    }
    return { written: written(false, error) };
  }
}

/** A source item has no flag of Magento's own: at 0 the product is asked whether it takes backorders. */
async function rowFor(
  client: MagentoClient,
  bufferStock: number,
  level: ClaimedLevel,
): Promise<MagentoSourceItem> {
  const { quantity, inStock } = targetOf(level, bufferStock);
  const status = (inStock ?? (await client.stock.sellsAtZero(level.sku))) ? 1 : 0;
  return { sku: level.sku, source_code: level.sourceCode, quantity, status };
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

async function halved(
  client: MagentoClient,
  bufferStock: number,
  levels: ClaimedLevel[],
  limit: number | undefined,
): Promise<PushOutcome> {
  const size = Math.min(limit ?? Infinity, Math.ceil(levels.length / 2));
  const outcome: PushOutcome = { written: [], limit };
  for (let from = 0; from < levels.length; from += size) {
    const part = await writeSourceItems(client, bufferStock, levels.slice(from, from + size));
    outcome.written.push(...part.written);
    outcome.limit = part.limit ?? outcome.limit;
  }
  return outcome;
}

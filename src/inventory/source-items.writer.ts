import { listSizeLimit } from '../magento/error-mapping.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoRejectedError, MagentoTransientError } from '../magento/magento.errors.js';
import { LeaseLostError } from '../platform/jobs/heartbeat.js';
import { type ClaimedLevel, type PushOutcome, targetOf, type Written } from './inventory.types.js';

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
      sorted.map((level) => {
        const { quantity, inStock } = targetOf(level, bufferStock);
        return { sku: level.sku, source_code: level.sourceCode, quantity, status: inStock ? 1 : 0 };
      }),
    );
    return { written: written(true) };
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    const limit = listSizeLimit(error);
    const divisible =
      error instanceof MagentoRejectedError ||
      (error instanceof MagentoTransientError && error.upstreamStatus !== 429);
    if (sorted.length > 1 && divisible) return halved(client, bufferStock, sorted, limit);
    return { written: written(false, error) };
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

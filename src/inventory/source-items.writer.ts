import { listSizeLimit } from '../magento/error-mapping.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoRejectedError, MagentoTransientError } from '../magento/magento.errors.js';
import {
  type ClaimedLevel,
  type LevelResult,
  LevelState,
  type PushOutcome,
  targetOf,
} from './inventory.types.js';
import { failureOf } from './push-failures.js';

/**
 * POST inventory/source-items: many rows per call. One wrong row refuses the whole body, and a deadlock has the same
 * words; so a refused chunk is halved until the wrong rows stand alone.
 */
export async function writeSourceItems(
  client: MagentoClient,
  bufferStock: number,
  levels: ClaimedLevel[],
): Promise<PushOutcome> {
  const sorted = levels.toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
  try {
    await client.stock.saveSourceItems(
      sorted.map((level) => {
        const { quantity, inStock } = targetOf(level, bufferStock);
        return { sku: level.sku, source_code: level.sourceCode, quantity, status: inStock ? 1 : 0 };
      }),
    );
    return { results: sorted.map((level) => pushed(level, bufferStock)) };
  } catch (error) {
    const limit = listSizeLimit(error);
    const divisible = error instanceof MagentoRejectedError || error instanceof MagentoTransientError;
    if (sorted.length > 1 && divisible) return halved(client, bufferStock, sorted, limit);
    const results = sorted.map((level) => failureOf(level, targetOf(level, bufferStock), error));
    return { results, error };
  }
}

async function halved(
  client: MagentoClient,
  bufferStock: number,
  levels: ClaimedLevel[],
  limit: number | undefined,
): Promise<PushOutcome> {
  const size = Math.min(limit ?? Infinity, Math.ceil(levels.length / 2));
  const outcome: PushOutcome = { results: [], limit };
  for (let from = 0; from < levels.length; from += size) {
    const part = await writeSourceItems(client, bufferStock, levels.slice(from, from + size));
    outcome.results.push(...part.results);
    outcome.error ??= part.error;
    outcome.limit = part.limit ?? outcome.limit;
  }
  return outcome;
}

function pushed(level: ClaimedLevel, bufferStock: number): LevelResult {
  return {
    level,
    target: targetOf(level, bufferStock),
    wrote: true,
    itemId: null,
    state: LevelState.Pushed,
    inDoubt: false,
  };
}

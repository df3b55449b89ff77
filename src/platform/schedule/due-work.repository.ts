import type { EntityManager } from 'typeorm';
import { preparedRows } from '../database/data-source.js';

/** Which of these conditions hold, in one statement. @param conditions SQL by name; no parameters */
export async function namesThatHold(
  manager: EntityManager,
  conditions: ReadonlyMap<string, string>,
): Promise<ReadonlySet<string>> {
  if (conditions.size === 0) return new Set();
  const columns = [...conditions].map(([name, condition]) => `(${condition}) AS "${name}"`);
  const [row] = await preparedRows<Record<string, boolean>>(manager, `SELECT ${columns.join(', ')}`, []);
  return new Set(Object.keys(row!).filter((name) => row![name]));
}

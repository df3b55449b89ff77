import { randomUUID } from 'node:crypto';
import { Heartbeat, LeaseLostError } from '../platform/jobs/heartbeat.js';
import { LeaseClock } from '../platform/jobs/lease-clock.js';
import { time } from '../platform/time/time.js';
import type { WriteFence } from '../magento/write-fence.js';
import type { ClaimedLevel, LevelResult } from './inventory.types.js';
import { LEASE_SECONDS, type InventoryLevelsRepository } from './inventory-levels.repository.js';

/**
 * The rows that one run has claimed, and the proof that they are still its own. Every write of the run passes this fence:
 * a process that was frozen finds out, before the first byte, that its rows may belong to another one.
 */
export class PushLease implements WriteFence {
  private readonly token = randomUUID();
  private readonly held = new Set<string>();
  private clock: LeaseClock | undefined;
  private lost = false;

  constructor(
    private readonly levels: InventoryLevelsRepository,
    private readonly storeId: number,
    private readonly graceSeconds: number,
  ) {}

  heartbeat(): Heartbeat {
    return new Heartbeat(() => this.renew());
  }

  async claim(limit: number): Promise<ClaimedLevel[]> {
    const before = time.instant();
    const rows = await this.levels.claim(this.storeId, this.token, limit, this.graceSeconds);
    // An older clock ends earlier: it holds for the new rows all the more.
    this.clock ??= new LeaseClock(LEASE_SECONDS, before);
    for (const { id } of rows) this.held.add(id);
    return rows;
  }

  async markChecked(ids: string[]): Promise<void> {
    await this.levels.markChecked(this.token, ids);
  }

  async release(ids: string[], seconds: number, why?: { code: string; message: string }): Promise<void> {
    this.drop(ids);
    await this.levels.release(this.token, ids, seconds, why);
  }

  /** @returns the results that were written down: rows that another process took over are that one's to settle */
  async settle(results: LevelResult[]): Promise<LevelResult[]> {
    this.drop(results.map(({ level }) => level.id));
    const settled = new Set(await this.levels.settle(this.token, results, this.graceSeconds));
    if (settled.size < results.length) this.lost = true;
    return results.filter(({ level }) => settled.has(level.id));
  }

  async beforeSend(): Promise<void> {
    if (!this.clock?.held) await this.renew();
    this.check();
  }

  atSocket(): void {
    this.check();
  }

  private check(): void {
    if (this.lost || !this.clock?.held) {
      throw new LeaseLostError('the rows may be taken over by another process');
    }
  }

  /** @returns undefined once rows are another's */
  private async renew(): Promise<true | undefined> {
    const ids = [...this.held];
    const before = time.instant();
    const renewed = new Set(ids.length > 0 ? await this.levels.renew(this.token, ids) : []);
    // Rows that were settled or released meanwhile are no loss.
    if (ids.some((id) => this.held.has(id) && !renewed.has(id))) this.lost = true;
    else this.clock?.renewedAt(before);
    return this.lost ? undefined : true;
  }

  private drop(ids: string[]): void {
    for (const id of ids) this.held.delete(id);
  }
}

import { Injectable, Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { registry } from '../platform/metrics/registry.js';
import {
  DATABASE_GAUGES,
  databaseUp,
  gaugeRows,
  gauges,
  ordersRecent,
  poolConnections,
  storeSilent,
} from './database-gauges.read-model.js';
import { silencesOf } from './silence.js';
import { orderFlows } from './silence.read-model.js';
import { STOCK_GAUGES, stockCounts } from './stock-gauges.read-model.js';
import { time } from '../platform/time/time.js';

/** However often is scraped, the database is asked so often. */
const FRESH_MS = 5000;

/** The page of a scrape: the counters of this process, and what the database says. */
@Injectable()
export class MetricsService {
  private readonly logger = new Logger(MetricsService.name);
  private readAt = 0;
  private reading: Promise<void> | undefined;

  constructor(private readonly database: DataSource) {}

  get contentType(): string {
    return registry.contentType;
  }

  async text(): Promise<string> {
    this.readPool();
    if (time.now() - this.readAt > FRESH_MS) {
      this.reading ??= this.readDatabase().finally(() => (this.reading = undefined));
      await this.reading;
    }
    return registry.metrics();
  }

  private readPool(): void {
    const pool = (this.database.driver as unknown as { master: Pool }).master;
    poolConnections.set({ state: 'total' }, pool.totalCount);
    poolConnections.set({ state: 'idle' }, pool.idleCount);
    poolConnections.set({ state: 'waiting' }, pool.waitingCount);
  }

  /** A database that does not answer must not take the other metrics with it. */
  private async readDatabase(): Promise<void> {
    try {
      for (const { name, sql } of DATABASE_GAUGES) await this.readGauge(name, sql);
      await this.readStock();
      await this.readFlows();
      databaseUp.set(1);
    } catch (error) {
      this.logger.warn({ err: error }, 'could not read metrics');
      databaseUp.set(0);
    }
    this.readAt = time.now();
  }

  private async readGauge(name: string, sql: string): Promise<void> {
    const rows = await gaugeRows(this.database.manager, sql);
    const gauge = gauges.get(name)!;
    gauge.reset();
    for (const { value, ...labels } of rows) gauge.set(labels, value);
  }

  private async readStock(): Promise<void> {
    const counts = await stockCounts(this.database.manager);
    for (const { name } of STOCK_GAUGES) gauges.get(name)!.reset();
    for (const { name, labels, value } of counts) gauges.get(name)!.set(labels, value);
  }

  private async readFlows(): Promise<void> {
    const flows = await orderFlows(this.database.manager);
    ordersRecent.reset();
    storeSilent.reset();
    for (const { storeCode, hours, recent, usual } of flows) {
      ordersRecent.set({ store: storeCode, hours, which: 'recent' }, recent);
      ordersRecent.set({ store: storeCode, hours, which: 'usual' }, usual);
      storeSilent.set({ store: storeCode }, 0);
    }
    for (const { storeCode } of silencesOf(flows)) storeSilent.set({ store: storeCode }, 1);
  }
}

import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LevelState } from '../inventory.types.js';
import type { SalableDifference } from '../salable-difference.js';
import { SetByTable } from '../../platform/database/set-by-table.decorator.js';

/** Wanted and pushed stock of a SKU. Column meanings: COMMENTs in the migration; SQL in inventory-levels.repository.ts. */
@Entity('inventory_level')
export class InventoryLevelEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('text') sku: string;
  @Column('text', { name: 'source_code' }) sourceCode: string;
  @Column('jsonb') locations: Record<string, number>;
  @Column('numeric') quantity: string;
  @Column('boolean', { name: 'in_stock', nullable: true }) inStock: boolean | null;
  @Column('bigint') version: string;
  @Column('text') state: LevelState;
  @SetByTable('sync_state') syncState: string | null;
  @SetByTable('idempotency_key') idempotencyKey: string | null;
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true }) nextAttemptAt: Date | null;
  @Column('timestamptz', { name: 'queued_at' }) queuedAt: Date;
  @Column('uuid', { name: 'lease_token', nullable: true }) leaseToken: string | null;
  @Column('integer') attempts: number;
  @Column('timestamptz', { name: 'doubt_until', nullable: true }) doubtUntil: Date | null;
  @Column('bigint', { name: 'pushed_version', nullable: true }) pushedVersion: string | null;
  @Column('numeric', { name: 'pushed_quantity', nullable: true }) pushedQuantity: string | null;
  @Column('boolean', { name: 'pushed_in_stock', nullable: true }) pushedInStock: boolean | null;
  @Column('timestamptz', { name: 'pushed_at', nullable: true }) pushedAt: Date | null;
  @Column('integer') writes: number;
  @Column('bigint', { name: 'item_id', nullable: true }) itemId: string | null;
  @Column('timestamptz', { name: 'product_checked_at', nullable: true }) productCheckedAt: Date | null;
  @Column('numeric', { name: 'magento_quantity', nullable: true }) magentoQuantity: string | null;
  @Column('timestamptz', { name: 'magento_checked_at', nullable: true }) magentoCheckedAt: Date | null;
  @Column('numeric', { name: 'salable_quantity', nullable: true }) salableQuantity: string | null;
  @Column('numeric', { name: 'salable_difference', nullable: true }) salableDifference: string | null;
  @Column('numeric', { name: 'open_order_units', nullable: true }) openOrderUnits: string | null;
  @Column('text', { name: 'salable_differs', nullable: true }) salableDiffers: SalableDifference | null;
  @Column('timestamptz', { name: 'salable_checked_at', nullable: true }) salableCheckedAt: Date | null;
  @Column('text', { name: 'error_code', nullable: true }) errorCode: string | null;
  @Column('text', { name: 'error_message', nullable: true }) errorMessage: string | null;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('text', { name: 'request_id', nullable: true }) requestId: string | null;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt: Date;
}

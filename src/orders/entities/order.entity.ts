import { Column, Entity, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { BaseAmounts } from '../base-amounts.js';
import type { LeftOutLine } from '../order-item.mapper.js';
import type { SyncState } from '../order-sync-state.js';
import type { StoredAdjustment } from '../order-totals.js';
import type { Address } from '../orders.mapper.js';
import { OrderItemEntity } from './order-item.entity.js';
import { SetByTable } from '../../platform/database/set-by-table.decorator.js';

/** The synchronised copy of an order. Column meanings: COMMENTs in the migration; written by orders.repository.ts. */
@Entity('order')
export class OrderEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('bigint', { name: 'entity_id' }) entityId: string;
  @Column('text', { name: 'increment_id' }) incrementId: string;
  @Column('text', { nullable: true }) status: string | null;
  @Column('text', { nullable: true }) state: string | null;
  @Column('text', { name: 'sync_state' }) syncState: SyncState;
  @Column('text', { name: 'sync_reason', nullable: true }) syncReason: string | null;
  @SetByTable('idempotency_key') idempotencyKey: string | null;
  @Column('text', { name: 'payment_code', nullable: true }) paymentCode: string | null;
  @Column('text', { name: 'payment_method' }) paymentMethod: 'COD' | 'NCOD';
  @Column('text', { nullable: true }) currency: string | null;
  @Column('numeric', { name: 'grand_total' }) grandTotal: string;
  @Column('numeric') subtotal: string;
  @Column('numeric') shipping: string;
  @Column('numeric') tax: string;
  @Column('numeric') discount: string;
  @Column('numeric', { name: 'store_credit' }) storeCredit: string;
  @Column('numeric', { name: 'cod_fee' }) codFee: string;
  @Column('numeric') adjustment: string;
  @Column('boolean') balanced: boolean;
  @Column('jsonb', { name: 'billing_address', nullable: true }) billingAddress: Address | null;
  @Column('jsonb', { name: 'shipping_address', nullable: true }) shippingAddress: Address | null;
  @Column('integer', { name: 'magento_store_id', nullable: true }) magentoStoreId: number | null;
  @Column('timestamptz', { name: 'magento_created_at' }) magentoCreatedAt: Date;
  @Column('timestamptz', { name: 'magento_updated_at' }) magentoUpdatedAt: Date;
  @Column('jsonb', { name: 'left_out', nullable: true }) leftOut: LeftOutLine[] | null;
  @Column('jsonb', { nullable: true }) adjustments: StoredAdjustment[] | null;
  @Column('jsonb', { name: 'base_amounts', nullable: true }) baseAmounts: BaseAmounts | null;
  @Column('timestamptz', { name: 'read_at' }) readAt: Date;
  @Column('text', { name: 'content_hash' }) contentHash: string;
  @Column('timestamptz', { name: 'first_seen_at' }) firstSeenAt: Date;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt: Date | null;
  @Column('timestamptz', { name: 'released_at', nullable: true }) releasedAt: Date | null;
  @Column('timestamptz', { name: 'reopened_at', nullable: true }) reopenedAt: Date | null;
  @Column('timestamptz', { name: 'reread_since', nullable: true }) rereadSince: Date | null;
  @Column('bigint', { name: 'former_entity_id', nullable: true }) formerEntityId: string | null;
  @Column('uuid', { name: 'erasure_id', nullable: true }) erasureId: string | null;
  @Column('timestamptz', { name: 'erase_due_at', nullable: true }) eraseDueAt: Date | null;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) erasedAt: Date | null;
  @OneToMany(() => OrderItemEntity, (item) => item.order) items: Relation<OrderItemEntity[]>;
}

import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { InvoiceRecord } from '../invoices.mapper.js';
import { SetByTable } from '../../platform/database/set-by-table.decorator.js';

/** CREATED: by an operation of ours; FOUND: made by the shop. */
export type InvoiceSyncState = 'CREATED' | 'FOUND';

/** Column meanings: COMMENTs in the migration; SQL in invoices.repository.ts. */
@Entity('invoice')
export class InvoiceEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('bigint', { name: 'order_id' }) orderId: string;
  @Column('bigint', { name: 'invoice_id' }) invoiceId: string;
  @Column('text', { name: 'increment_id', nullable: true }) incrementId: string | null;
  @Column('text', { name: 'sync_state' }) syncState: InvoiceSyncState;
  @SetByTable('idempotency_key') idempotencyKey: string | null;
  @Column('text') state: 'OPEN' | 'PAID' | 'CANCELLED';
  @Column('numeric', { name: 'grand_total' }) grandTotal: string;
  @Column('numeric') tax: string;
  @Column('text', { nullable: true }) currency: string | null;
  @Column('jsonb') items: InvoiceRecord['items'];
  @Column('jsonb', { nullable: true }) details: InvoiceRecord['details'];
  @Column('uuid', { name: 'operation_id', nullable: true }) operationId: string | null;
  @Column('timestamptz', { name: 'magento_created_at', nullable: true }) magentoCreatedAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}

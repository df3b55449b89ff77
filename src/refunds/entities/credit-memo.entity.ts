import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { OrderLine } from '../../orders/order-lines.js';

/** Column meanings: COMMENTs in the migration; SQL in refunds.repository.ts. */
@Entity('credit_memo')
export class CreditMemoEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('bigint', { name: 'order_id' }) orderId: string;
  @Column('bigint', { name: 'credit_memo_id' }) creditMemoId: string;
  @Column('text', { name: 'increment_id', nullable: true }) incrementId: string | null;
  @Column('text', { name: 'sync_state' }) syncState: 'CREATED' | 'FOUND';
  @Column('text', { name: 'idempotency_key' }) idempotencyKey: string;
  @Column('text') state: 'OPEN' | 'REFUNDED' | 'CANCELLED';
  @Column('numeric', { name: 'grand_total' }) grandTotal: string;
  @Column('numeric') tax: string;
  @Column('numeric') shipping: string;
  @Column('numeric') adjustment: string;
  @Column('text', { nullable: true }) currency: string | null;
  @Column('jsonb') items: OrderLine[];
  @Column('uuid', { name: 'operation_id', nullable: true }) operationId: string | null;
  @Column('timestamptz', { name: 'magento_created_at', nullable: true }) magentoCreatedAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}

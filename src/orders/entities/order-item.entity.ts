import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { BaseLineAmounts } from '../base-lines.js';
import type { CustomFields } from '../custom-fields.js';
import type { GiftMessage } from '../order-details.js';
import type { ItemTax } from '../order-item.mapper.js';
import { OrderEntity } from './order.entity.js';

/** One line that a warehouse can pick. Column meanings: COMMENTs in the migration. */
@Entity('order_item')
export class OrderItemEntity {
  @PrimaryColumn('bigint', { name: 'order_id' }) orderId: string;
  @PrimaryColumn('bigint', { name: 'item_id' }) itemId: string;
  @ManyToOne(() => OrderEntity, (order) => order.items, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'order_id' })
  order: Relation<OrderEntity>;
  @Column('bigint', { name: 'parent_item_id', nullable: true }) parentItemId: string | null;
  @Column('text', { name: 'parent_product_type', nullable: true }) parentProductType: string | null;
  @Column('text') sku: string;
  @Column('text', { nullable: true }) name: string | null;
  @Column('numeric', { name: 'quantity_ordered' }) quantityOrdered: string;
  @Column('numeric', { name: 'quantity_cancelled' }) quantityCancelled: string;
  @Column('numeric', { name: 'quantity_refunded' }) quantityRefunded: string;
  @Column('numeric', { name: 'quantity_shipped', nullable: true }) quantityShipped: string | null;
  @Column('numeric', { name: 'selling_price_per_unit' }) sellingPricePerUnit: string;
  @Column('numeric') mrp: string;
  @Column('numeric') discount: string;
  @Column('numeric') tax: string;
  @Column('numeric', { name: 'row_total' }) rowTotal: string;
  @Column('jsonb') taxes: ItemTax[];
  @Column('jsonb', { nullable: true }) gift: Record<string, unknown> | null;
  @Column('jsonb', { name: 'base_amounts', nullable: true }) baseAmounts: BaseLineAmounts | null;
  @Column('jsonb', { name: 'gift_message', nullable: true }) giftMessage: GiftMessage | null;
  @Column('jsonb', { name: 'custom_fields', nullable: true }) customFields: CustomFields | null;
}

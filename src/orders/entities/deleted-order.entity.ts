import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is left of an order that its store keeps no longer. Column meanings: COMMENTs in the migration. */
@Entity('deleted_order')
export class DeletedOrderEntity {
  @PrimaryColumn('int', { name: 'store_id' }) storeId: number;
  @PrimaryColumn('bigint', { name: 'entity_id' }) entityId: string;
  @Column('text', { name: 'increment_id' }) incrementId: string;
  @Column('timestamptz', { name: 'magento_created_at' }) magentoCreatedAt: Date;
  @Column('timestamptz', { name: 'deleted_at' }) deletedAt: Date;
}

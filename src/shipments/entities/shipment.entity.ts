import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MagentoLine } from '../../magento/magento.types.js';
import type { OrderLine } from '../../orders/order-lines.js';
import type { Flow, ShipmentSyncState } from '../shipment.types.js';
import { SetByTable } from '../../platform/database/set-by-table.decorator.js';

/** A parcel. Column meanings: COMMENTs in the migration; SQL in shipments.repository.ts. */
@Entity('shipment')
export class ShipmentEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('bigint', { name: 'order_id' }) orderId: string;
  @Column('text', { name: 'shipment_id' }) shipmentId: string;
  @Column('text', { name: 'shipment_code', nullable: true }) shipmentCode: string | null;
  @Column('text', { name: 'sync_state' }) syncState: ShipmentSyncState;
  @SetByTable('idempotency_key') idempotencyKey: string | null;
  @Column('text') flow: Flow;
  @Column('bigint', { name: 'magento_shipment_id', nullable: true }) magentoShipmentId: string | null;
  @Column('text', { name: 'location_code', nullable: true }) locationCode: string | null;
  @Column('text', { name: 'source_code', nullable: true }) sourceCode: string | null;
  @Column('jsonb') items: OrderLine[];
  @Column('jsonb', { nullable: true }) lines: MagentoLine[] | null;
  @Column('jsonb', { name: 'option_lines', nullable: true }) optionLines: MagentoLine[] | null;
  @Column('text', { name: 'label_url', nullable: true }) labelUrl: string | null;
  @Column('text', { nullable: true }) comment: string | null;
  @Column('numeric', { nullable: true }) weight: string | null;
  @Column('jsonb', { nullable: true }) dimensions: Record<string, number> | null;
  @Column('integer') revision: number;
  @Column('uuid', { name: 'operation_id', nullable: true }) operationId: string | null;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('text', { name: 'request_id', nullable: true }) requestId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Column meanings: COMMENTs in the migration. */
@Entity('shipment_label')
export class ShipmentLabelEntity {
  @PrimaryColumn('bigint', { name: 'shipment_id' }) shipmentId: string;
  @Column('bytea') file: Buffer;
  @Column('text', { name: 'file_hash' }) fileHash: string;
  @Column('text', { name: 'track_number', nullable: true }) trackNumber: string | null;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('text', { name: 'request_id', nullable: true }) requestId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

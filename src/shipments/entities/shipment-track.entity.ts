import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Column meanings: COMMENTs in the migration. */
@Entity('shipment_track')
export class ShipmentTrackEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('bigint', { name: 'shipment_id' }) shipmentId: string;
  @Column('text', { name: 'track_number' }) trackNumber: string;
  @Column('text') title: string;
  @Column('text', { name: 'carrier_code' }) carrierCode: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
}

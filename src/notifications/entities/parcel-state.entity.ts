import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far a parcel has come. Column meanings: COMMENTs in the migration. */
@Entity('parcel_state')
export class ParcelStateEntity {
  @PrimaryColumn('integer', { name: 'store_id' }) storeId: number;
  @PrimaryColumn('text', { name: 'parcel_key' }) parcelKey: string;
  @Column('text', { name: 'forward_order_code' }) forwardOrderCode: string;
  @Column('text') type: string;
  @Column('timestamptz', { name: 'event_time' }) eventTime: Date;
  @Column('integer') stage: number;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}

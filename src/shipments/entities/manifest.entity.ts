import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ClosedItem, ManifestItem } from '../shipment.types.js';

/** Column meanings: COMMENTs in the migration. */
@Entity('manifest')
export class ManifestEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('text', { name: 'manifest_code' }) manifestCode: string;
  @Column('text', { name: 'manifest_id', nullable: true }) manifestId: string | null;
  @Column('text') transporter: string;
  @Column('text', { name: 'location_code' }) locationCode: string;
  @Column('jsonb') items: ManifestItem[];
  @Column('jsonb', { name: 'added_items' }) addedItems: ManifestItem[];
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('text', { name: 'closed_by', nullable: true }) closedBy: string | null;
  @Column('jsonb', { name: 'closed_items', nullable: true }) closedItems: ClosedItem[] | null;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('text', { name: 'request_id', nullable: true }) requestId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

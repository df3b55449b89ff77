import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A request to erase a customer. Column meanings: COMMENTs in the migration; SQL in erasures.repository.ts. */
@Entity('erasure')
export class ErasureEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text', { name: 'store_code', nullable: true }) storeCode: string | null;
  @Column('text', { name: 'email_hash' }) emailHash: string;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('text', { name: 'request_id', nullable: true }) requestId: string | null;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt: Date;
  @Column('integer') orders: number;
  @Column('jsonb') counts: Record<string, number>;
}

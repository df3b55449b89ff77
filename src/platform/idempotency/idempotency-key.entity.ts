import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One use of the `Idempotency-Key` header. Column meanings: COMMENTs in the migration. */
@Entity('idempotency_key')
export class IdempotencyKey {
  @PrimaryColumn('text', { name: 'client_id' }) clientId: string;
  @PrimaryColumn('text') key: string;
  @Column('text') fingerprint: string;
  @Column('text', { nullable: true }) canonical: string | null;
  @Column('uuid', { name: 'lock_token', nullable: true }) lockToken: string | null;
  @Column('timestamptz', { name: 'locked_until', nullable: true }) lockedUntil: Date | null;
  @Column('integer', { nullable: true }) status: number | null;
  @Column('text', { name: 'content_type', nullable: true }) contentType: string | null;
  @Column('text', { nullable: true }) body: string | null;
  @Column('jsonb', { nullable: true }) headers: Record<string, string> | null;
  @Column('text', { name: 'store_code', nullable: true }) storeCode: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

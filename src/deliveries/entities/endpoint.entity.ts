import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { EndpointKind, EndpointState } from '../delivery.types.js';

/** Address of a merchant. Column meanings: COMMENTs in the migration. */
@Entity('endpoint')
export class EndpointEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('text') kind: EndpointKind;
  @Column('text') url: string;
  @Column('text', { name: 'secrets_key_id' }) secretsKeyId: string;
  @Column('bytea', { name: 'secrets_box' }) secretsBox: Buffer;
  @Column('text', { array: true, nullable: true }) types: string[] | null;
  @Column('text', { nullable: true }) language: string | null;
  @Column('text', { nullable: true }) shares: EndpointKind | null;
  @Column('text') state: EndpointState;
  @Column('text', { name: 'disabled_reason', nullable: true }) disabledReason:
    'GONE' | 'FAILING' | 'OPERATOR' | null;
  @Column('integer') failures: number;
  @Column('timestamptz', { name: 'failing_since', nullable: true }) failingSince: Date | null;
  @Column('timestamptz', { name: 'paused_until', nullable: true }) pausedUntil: Date | null;
  @Column('timestamptz', { name: 'last_success_at', nullable: true }) lastSuccessAt: Date | null;
  @Column('timestamptz', { name: 'last_failure_at', nullable: true }) lastFailureAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}

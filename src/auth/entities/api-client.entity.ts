import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from '../../platform/access/scope.js';
import { SetByTable } from '../../platform/database/set-by-table.decorator.js';

/** A party that may call the API. Column meanings: COMMENTs in the migration. */
@Entity('api_client')
export class ApiClient {
  @PrimaryColumn('text') id: string;
  @Column('text', { name: 'secret_hash' }) secretHash: string;
  @Column('uuid', { name: 'credential_version' }) credentialVersion: string;
  @Column('text', { name: 'previous_secret_hash', nullable: true }) previousSecretHash: string | null;
  @Column('uuid', { name: 'previous_version', nullable: true }) previousVersion: string | null;
  @Column('timestamptz', { name: 'previous_until', nullable: true }) previousUntil: Date | null;
  @Column('text', { array: true }) scopes: Scope[];
  /** NULL: all stores. */
  @Column('text', { name: 'store_codes', array: true, nullable: true }) storeCodes: string[] | null;
  @Column('boolean', { default: true }) enabled: boolean;
  @SetByTable('sync_state') syncState: string | null;
  @SetByTable('idempotency_key') idempotencyKey: string | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
}

import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ProblemKind } from '../../problems/problems.read-model.js';
import type { ProblemSeverity } from '../../problems/severity.js';
import type { ChannelKind } from '../alert.types.js';

/** Where people hear of problems. Column meanings: COMMENTs in the migration. */
@Entity('alert_channel')
export class AlertChannelEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id', nullable: true }) storeId: number | null;
  @Column('text') name: string;
  @Column('text') kind: ChannelKind;
  @Column('text') target: string;
  @Column('text', { name: 'secrets_key_id' }) secretsKeyId: string;
  @Column('bytea', { name: 'secrets_box' }) secretsBox: Buffer;
  @Column('boolean') enabled: boolean;
  @Column('text', { name: 'problem_kinds', array: true, nullable: true }) problemKinds: ProblemKind[] | null;
  @Column('text', { name: 'least_severity' }) leastSeverity: ProblemSeverity;
  @Column('integer', { name: 'least_count' }) leastCount: number;
  @Column('integer', { name: 'repeat_hours', nullable: true }) repeatHours: number | null;
  @Column('text', { name: 'quiet_from', nullable: true }) quietFrom: string | null;
  @Column('text', { name: 'quiet_to', nullable: true }) quietTo: string | null;
  @Column('text', { name: 'quiet_zone', nullable: true }) quietZone: string | null;
  @Column('boolean', { name: 'urgent_in_quiet' }) urgentInQuiet: boolean;
  @Column('integer') failures: number;
  @Column('timestamptz', { name: 'failing_since', nullable: true }) failingSince: Date | null;
  @Column('timestamptz', { name: 'last_success_at', nullable: true }) lastSuccessAt: Date | null;
  @Column('timestamptz', { name: 'last_failure_at', nullable: true }) lastFailureAt: Date | null;
  @Column('text', { name: 'last_error', nullable: true }) lastError: string | null;
  @Column('integer') version: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}

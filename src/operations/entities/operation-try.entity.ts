import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlannedRequest } from '../operation.types.js';

/** A send of a write. Column meanings: COMMENTs in the migration; SQL in operation-tries.repository.ts. */
@Entity('operation_try')
export class OperationTryEntity {
  @PrimaryColumn('uuid', { name: 'operation_id' }) operationId: string;
  @PrimaryColumn('integer') attempt: number;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'lease_token', nullable: true }) leaseToken: string | null;
  @Column('integer', { name: 'duration_ms', nullable: true }) durationMs: number | null;
  @Column('integer', { nullable: true }) status: number | null;
  @Column('text', { name: 'error_code', nullable: true }) errorCode: string | null;
  @Column('text', { nullable: true }) error: string | null;
  @Column('jsonb') request: PlannedRequest;
  @Column('text', { nullable: true }) response: string | null;
}

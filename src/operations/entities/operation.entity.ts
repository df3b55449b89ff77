import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { OperationKind, OperationState, Outcome, type PlannedRequest } from '../operation.types.js';

/** Ledger of writes to Magento. Column meanings: COMMENTs in the migration; SQL in operations.repository.ts. */
@Entity('operation')
export class OperationEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('bigint', { name: 'order_id' }) orderId: string;
  @Column('text') kind: OperationKind;
  @Column('text', { name: 'natural_key' }) naturalKey: string;
  @Column('text') state: OperationState;
  @Column('text', { nullable: true }) outcome: Outcome | null;
  @Column('jsonb') input: Record<string, unknown>;
  @Column('text', { name: 'magento_id', nullable: true }) magentoId: string | null;
  @Column('text', { nullable: true }) detail: string | null;
  @Column('text', { name: 'error_code', nullable: true }) errorCode: string | null;
  @Column('integer') attempts: number;
  @Column('integer', { name: 'magento_calls' }) magentoCalls: number;
  @Column('jsonb', { name: 'last_request', nullable: true }) lastRequest: PlannedRequest | null;
  @Column('jsonb', { name: 'last_response', nullable: true }) lastResponse: Record<string, unknown> | null;
  @Column('integer') sends: number;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  @Column('timestamptz', { name: 'doubt_ends_at', nullable: true }) doubtEndsAt: Date | null;
  @Column('timestamptz', { name: 'doubt_of', nullable: true }) doubtOf: Date | null;
  @Column('timestamptz', { name: 'unknown_since', nullable: true }) unknownSince: Date | null;
  @Column('integer') faults: number;
  @Column('timestamptz', { name: 'attention_since', nullable: true }) attentionSince: Date | null;
  @Column('uuid', { name: 'lease_token', nullable: true }) leaseToken: string | null;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true }) nextAttemptAt: Date | null;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('text', { name: 'request_id', nullable: true }) requestId: string | null;
  @Column('boolean') enqueued: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
  @Column('timestamptz', { name: 'failed_at', nullable: true }) failedAt: Date | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AlertContent, AlertWhat, MessageState } from '../alert.types.js';

/** What one channel hears of one problem. Column meanings: COMMENTs in the migration. */
@Entity('alert_message')
export class AlertMessageEntity {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'bigint', insert: false, update: false }) seq: string;
  @Column('bigint', { name: 'channel_id' }) channelId: string;
  @Column('bigint', { name: 'problem_id', nullable: true }) problemId: string | null;
  @Column('text') what: AlertWhat;
  @Column('integer') step: number;
  @Column('integer') count: number;
  @Column('jsonb') content: AlertContent;
  @Column('boolean') urgent: boolean;
  @Column('text') state: MessageState;
  @Column('uuid', { name: 'summed_in', nullable: true }) summedIn: string | null;
  @Column('integer') attempts: number;
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true }) nextAttemptAt: Date | null;
  @Column('uuid', { name: 'lease_token', nullable: true }) leaseToken: string | null;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('text', { name: 'last_error', nullable: true }) lastError: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
}

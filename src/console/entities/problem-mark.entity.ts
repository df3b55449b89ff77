import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What people say about a problem of the first page. Column meanings: COMMENTs in the migration. */
@Entity('problem_mark')
export class ProblemMarkEntity {
  @PrimaryColumn('integer', { name: 'store_id' }) storeId: number;
  @PrimaryColumn('text') kind: string;
  @PrimaryColumn('text') subject: string;
  @PrimaryColumn('text') cause: string;
  @Column('text', { name: 'ignored_by', nullable: true }) ignoredBy: string | null;
  @Column('timestamptz', { name: 'ignored_at', nullable: true }) ignoredAt: Date | null;
  @Column('text', { name: 'ignored_reason', nullable: true }) ignoredReason: string | null;
  @Column('timestamptz', { name: 'ignored_until', nullable: true }) ignoredUntil: Date | null;
  @Column('integer', { name: 'ignored_count', nullable: true }) ignoredCount: number | null;
  @Column('timestamptz', { name: 'ignored_last', nullable: true }) ignoredLast: Date | null;
  @Column('text', { nullable: true }) assignee: string | null;
  @Column('text', { name: 'assigned_by', nullable: true }) assignedBy: string | null;
  @Column('timestamptz', { name: 'marked_at', default: () => 'now()' }) markedAt: Date;
}

import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what. Column meanings: COMMENTs in the migration. */
@Entity('audit_log')
export class AuditLogEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('timestamptz') at: Date;
  @Column('text') actor: string;
  @Column('text') action: string;
  @Column('text') subject: string;
  @Column('jsonb', { nullable: true }) before: Record<string, unknown> | null;
  @Column('jsonb', { nullable: true }) after: Record<string, unknown> | null;
  @Column('text', { name: 'request_id', nullable: true }) requestId: string | null;
  @Column('text', { nullable: true }) address: string | null;
  @Column('text', { name: 'store_code', nullable: true }) storeCode: string | null;
  @Column('text') result: 'ok' | 'failed' | 'refused';
}

/** The order of the log's rows, each bound to the one before. */
@Entity('audit_chain')
export class AuditChainEntity {
  @PrimaryColumn('bigint') position: string;
  @Column('bigint', { name: 'entry_id' }) entryId: string;
  @Column('bytea', { name: 'previous_hash' }) previousHash: Buffer;
  @Column('bytea') hash: Buffer;
}

/** The end of the chain. */
@Entity('audit_head')
export class AuditHeadEntity {
  @PrimaryColumn('boolean') one: boolean;
  @Column('bigint') position: string;
  @Column('bytea') hash: Buffer;
}

/** Counts of this hour. */
@Entity('audit_tally')
export class AuditTallyEntity {
  @PrimaryColumn('timestamptz') hour: Date;
  @PrimaryColumn('text') action: string;
  @PrimaryColumn('text') result: string;
  @PrimaryColumn('text') actor: string;
  @PrimaryColumn('text') address: string;
  @PrimaryColumn('text', { name: 'store_code' }) storeCode: string;
  @PrimaryColumn('text') subject: string;
  @Column('bigint') times: string;
  @Column('timestamptz', { name: 'first_at' }) firstAt: Date;
  @Column('timestamptz', { name: 'last_at' }) lastAt: Date;
}

/** How far the log was written out. */
@Entity('audit_stream')
export class AuditStreamEntity {
  @PrimaryColumn('boolean') one: boolean;
  @Column('bigint') position: string;
}

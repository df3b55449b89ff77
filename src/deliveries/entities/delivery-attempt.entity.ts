import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A try of a delivery. Column meanings: COMMENTs in the migration. */
@Entity('delivery_attempt')
export class DeliveryAttemptEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'delivery_id' }) deliveryId: string;
  @Column('integer') attempt: number;
  @Column('timestamptz') at: Date;
  @Column('integer', { name: 'duration_ms' }) durationMs: number;
  @Column('integer', { nullable: true }) status: number | null;
  @Column('text', { nullable: true }) error: string | null;
  @Column('jsonb') request: Record<string, unknown>;
  @Column('text', { nullable: true }) response: string | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a client signs in from. Column meanings: COMMENTs in the migration. */
@Entity('client_address')
export class ClientAddressEntity {
  @PrimaryColumn('text', { name: 'client_id' }) clientId: string;
  @PrimaryColumn('text') address: string;
  @Column('timestamptz', { name: 'seen_at' }) seenAt: Date;
}

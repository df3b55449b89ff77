import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who is signed in to the console. Column meanings: COMMENTs in the migration. */
@Entity('console_session')
export class ConsoleSessionEntity {
  @PrimaryColumn('text') id: string;
  @Column('text', { name: 'client_id' }) clientId: string;
  @Column('uuid', { name: 'credential_version' }) credentialVersion: string;
  @Column('timestamptz', { name: 'opened_at', default: () => 'now()' }) openedAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('text', { name: 'person_id', nullable: true }) personId: string | null;
  @Column('text', { name: 'role_values', array: true, nullable: true }) roleValues: string[] | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person who has signed in to the console. Column meanings: COMMENTs in the migration. */
@Entity('console_person')
export class ConsolePersonEntity {
  @PrimaryColumn('text') id: string;
  @Column('text') issuer: string;
  @Column('text') subject: string;
  @Column('text') name: string;
  @Column('timestamptz', { name: 'signed_in_at', default: () => 'now()' }) signedInAt: Date;
}

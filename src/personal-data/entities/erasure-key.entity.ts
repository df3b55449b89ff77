import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The sealed key of the hashes of e-mails. Column meanings: COMMENTs in the migration; SQL in email-hashes.ts. */
@Entity('erasure_key')
export class ErasureKeyEntity {
  @PrimaryColumn('boolean', { name: 'only_one' }) onlyOne: boolean;
  @Column('text', { name: 'key_id' }) keyId: string;
  @Column('bytea') box: Buffer;
}

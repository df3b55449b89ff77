import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Failed sign-ins of a minute. Column meanings: COMMENTs in the migration. */
@Entity('sign_in_failure')
export class SignInFailureEntity {
  @PrimaryColumn('text') who: string;
  @Column('integer') failures: number;
  @Column('timestamptz') since: Date;
}

import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { StoreTraits } from '../dto/store-traits.dto.js';

/** One connected Magento store view. Column meanings: COMMENTs in the migration. */
@Entity('store')
export class Store {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text', { unique: true }) code: string;
  @Column('text', { name: 'base_url' }) baseUrl: string;
  @Column('text', { name: 'store_view' }) storeView: string;
  @Column('text', { name: 'auth_scheme' }) authScheme: 'admin' | 'bearer' | 'oauth1';
  @Column('text', { name: 'credentials_key_id' }) credentialsKeyId: string;
  @Column('bytea', { name: 'credentials_box' }) credentialsBox: Buffer;
  @Column('text', { name: 'client_secrets_key_id', nullable: true }) clientSecretsKeyId: string | null;
  @Column('bytea', { name: 'client_secrets_box', nullable: true }) clientSecretsBox: Buffer | null;
  /** What differs from the defaults of StoreSettings. */
  @Column('jsonb') settings: Record<string, unknown>;
  @Column('jsonb') traits: StoreTraits;
  @Column('boolean') paused: boolean;
  @Column('boolean', { default: false }) away: boolean;
  @Column('integer', { default: 0 }) moves: number;
  @Column('text', { name: 'set_up_passed', array: true }) setUpPassed: string[];
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}

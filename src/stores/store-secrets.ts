import { Injectable } from '@nestjs/common';
import type { ClientSecrets, MagentoCredentials } from '../platform/config/app-config.js';
import { SecretBox } from '../platform/crypto/secret-box.js';
import type { CredentialsDto } from './dto/store.dto.js';
import type { Store } from './entities/store.entity.js';

/** The sealed columns of a store. A box is bound to its store's code and opens nowhere else. */
@Injectable()
export class StoreSecrets {
  constructor(private readonly box: SecretBox) {}

  credentialsOf(row: Store): MagentoCredentials {
    return this.box.open({ keyId: row.credentialsKeyId, box: row.credentialsBox }, contextOf(row.code));
  }

  /** With what the store has of the same kind of sign-in where nothing is given. For the host they were given for only. */
  completed(row: Store, given: CredentialsDto): CredentialsDto {
    const known = this.credentialsOf(row);
    return known.scheme === given.scheme ? { ...known, ...given } : given;
  }

  sealCredentials(
    code: string,
    credentials: MagentoCredentials,
  ): Pick<Store, 'authScheme' | 'credentialsKeyId' | 'credentialsBox'> {
    const { keyId, box } = this.box.seal(credentials, contextOf(code));
    return { authScheme: credentials.scheme, credentialsKeyId: keyId, credentialsBox: box };
  }

  /** Empty where none were ever set. */
  clientSecretsOf(row: Store): ClientSecrets {
    if (!row.clientSecretsBox || row.clientSecretsKeyId === null) return {};
    return this.box.open({ keyId: row.clientSecretsKeyId, box: row.clientSecretsBox }, contextOf(row.code));
  }

  sealClientSecrets(
    code: string,
    secrets: ClientSecrets,
  ): Pick<Store, 'clientSecretsKeyId' | 'clientSecretsBox'> {
    const { keyId, box } = this.box.seal(secrets, contextOf(code));
    return { clientSecretsKeyId: keyId, clientSecretsBox: box };
  }

  /** Seals what is under an older key again under the current one. @returns whether anything was */
  reseal(row: Store): boolean {
    const current = this.box.currentKeyId;
    if (row.credentialsKeyId === current && (row.clientSecretsKeyId ?? current) === current) return false;
    Object.assign(row, this.sealCredentials(row.code, this.credentialsOf(row)));
    if (row.clientSecretsBox) {
      Object.assign(row, this.sealClientSecrets(row.code, this.clientSecretsOf(row)));
    }
    return true;
  }
}

function contextOf(code: string): string {
  return `store:${code}`;
}

import { Injectable } from '@nestjs/common';
import { BulkheadRejectedError } from 'cockatiel';
import { ClientSecretVerifier } from '../platform/crypto/client-secret-hash.js';
import { TooManyRequestsError } from '../platform/errors/app-error.js';
import { time } from '../platform/time/time.js';
import { ClientsService } from './clients.service.js';
import type { ApiClient } from './entities/api-client.entity.js';
import { Guesses } from './guesses.js';
import { type Origin, SignInAudit } from './sign-in-audit.js';
import { TokensService } from './tokens.service.js';

/** Who has signed in, and the version of the secret that proves it. What is given out for it ends with that version. */
export interface SignedIn {
  client: ApiClient;
  credentialVersion: string;
}

/** The ways in: a secret, or a token that was got with one. */
@Injectable()
export class SignInService {
  private readonly verifier = new ClientSecretVerifier();

  constructor(
    private readonly clients: ClientsService,
    private readonly tokens: TokensService,
    private readonly guesses: Guesses,
    private readonly audit: SignInAudit,
  ) {}

  /**
   * Takes as long for an id that does not exist as for a wrong secret, and is counted alike.
   * @throws TooManyRequestsError after too many failures, whether the secret is right or not; but for one that was right at
   * this process, from this address, within the last minute
   */
  async withSecret(id: string, secret: string, origin: Origin): Promise<SignedIn | undefined> {
    try {
      const signedIn = await this.look(id, secret, origin.address);
      // A session of the console is noted in the transaction that opens it.
      if (!signedIn) this.audit.failed(id, origin);
      else if (origin.way !== 'console') await this.audit.began(signedIn.client.id, origin);
      return signedIn;
    } catch (error) {
      if (error instanceof TooManyRequestsError) this.audit.refused(origin);
      throw error;
    }
  }

  async withToken(token: string): Promise<SignedIn | undefined> {
    const claims = this.tokens.verify(token);
    return claims && this.withVersion(claims.clientId, claims.credentialVersion);
  }

  /** What was got with a secret, as long as that is good. */
  async withVersion(clientId: string, credentialVersion: string): Promise<SignedIn | undefined> {
    const client = await this.clients.enabled(clientId);
    const live = client && liveCredentials(client).some(({ version }) => version === credentialVersion);
    return live ? { client, credentialVersion } : undefined;
  }

  private async look(id: string, secret: string, address: string): Promise<SignedIn | undefined> {
    const client = await this.clients.enabled(id);
    const credentials = client ? liveCredentials(client) : [];
    const found = (fits: (hash: string) => boolean): SignedIn | undefined => {
      const credential = credentials.find(({ hash }) => fits(hash));
      return credential && { client: client!, credentialVersion: credential.version };
    };
    // Who calls all the time is not shut out by a stranger whose address looks the same to us.
    const known = found((hash) => this.verifier.remembers(secret, hash, address));
    if (known) return known;
    this.guesses.refuseBlocked(address);
    const hashes = credentials.map(({ hash }) => hash);
    const right = await this.verifier
      .verify(id, address, secret, hashes, (look) => this.guesses.counted(address, id, look))
      .catch((error: unknown) => {
        throw error instanceof BulkheadRejectedError ? new TooManyRequestsError(1) : error;
      });
    return found((hash) => hash === right);
  }
}

/** The secret, and the one before it while a rotation goes on. */
function liveCredentials(client: ApiClient): { hash: string; version: string }[] {
  const { secretHash, credentialVersion, previousSecretHash, previousVersion, previousUntil } = client;
  const current = { hash: secretHash, version: credentialVersion };
  if (previousSecretHash === null || previousUntil!.getTime() <= time.now()) return [current];
  return [current, { hash: previousSecretHash, version: previousVersion! }];
}

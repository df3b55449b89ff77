import { Injectable } from '@nestjs/common';
import { ClientSecretVerifier } from '../platform/crypto/client-secret-hash.js';
import { time } from '../platform/time/time.js';
import { ClientsService } from './clients.service.js';
import type { ApiClient } from './entities/api-client.entity.js';
import { Guesses } from './guesses.js';
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
  ) {}

  /**
   * Takes as long for an id that does not exist as for a wrong secret.
   * @throws TooManyRequestsError after too many failures, whether the secret is right or not
   */
  async withSecret(id: string, secret: string, address: string): Promise<SignedIn | undefined> {
    this.guesses.refuseBlocked(address);
    const client = await this.clients.enabled(id);
    const credentials = client ? liveCredentials(client) : [];
    const known = credentials.find(({ hash }) => this.verifier.remembers(secret, hash));
    if (known) return { client: client!, credentialVersion: known.version };
    for (const { hash, version } of credentials) {
      if (await this.look(secret, hash, address, id)) return { client: client!, credentialVersion: version };
    }
    if (!client) await this.look(secret, undefined, address);
    return undefined;
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

  private look(
    secret: string,
    hash: string | undefined,
    address: string,
    clientId?: string,
  ): Promise<boolean> {
    return this.verifier.verify(secret, hash, (look) => this.guesses.counted(address, clientId, look));
  }
}

/** The secret, and the one before it while a rotation goes on. */
function liveCredentials(client: ApiClient): { hash: string; version: string }[] {
  const { secretHash, credentialVersion, previousSecretHash, previousVersion, previousUntil } = client;
  const current = { hash: secretHash, version: credentialVersion };
  if (previousSecretHash === null || previousUntil!.getTime() <= time.now()) return [current];
  return [current, { hash: previousSecretHash, version: previousVersion! }];
}

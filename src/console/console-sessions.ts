import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { ClientsService } from '../auth/clients.service.js';
import type { ApiClient } from '../auth/entities/api-client.entity.js';
import { Scope } from '../auth/scope.js';
import { SecretBox } from '../platform/crypto/secret-box.js';

export const SESSION_COOKIE = 'bridge_console';
export const SESSION_SECONDS = 8 * 3600;

/** Who has signed in to the console. Signed, so that any replica knows it; a client that is shut out is out at once. */
@Injectable()
export class ConsoleSessions {
  private readonly keys: Buffer[];

  constructor(
    private readonly jwt: JwtService,
    private readonly clients: ClientsService,
    secrets: SecretBox,
  ) {
    // As in TokensService: the declared type lacks what jsonwebtoken takes.
    this.keys = secrets.derivedKeys('console-session') as unknown as Buffer[];
  }

  /** The cookie's value; undefined where id, secret or scope do not fit. */
  async open(clientId: string, clientSecret: string): Promise<string | undefined> {
    const client = await this.clients.authenticate(clientId, clientSecret);
    if (!client || !mayLook(client)) return undefined;
    return this.jwt.sign(
      { sub: client.id },
      { secret: this.keys[0]!, algorithm: 'HS256', expiresIn: SESSION_SECONDS },
    );
  }

  async clientOf(cookie: string | undefined): Promise<ApiClient | undefined> {
    const id = cookie === undefined ? undefined : this.subject(cookie);
    const client = id === undefined ? null : await this.clients.enabled(id);
    return client && mayLook(client) ? client : undefined;
  }

  private subject(cookie: string): string | undefined {
    for (const secret of this.keys) {
      try {
        return this.jwt.verify<{ sub: string }>(cookie, { secret, algorithms: ['HS256'] }).sub;
      } catch {
        // the previous key may fit
      }
    }
    return undefined;
  }
}

function mayLook({ scopes }: ApiClient): boolean {
  return scopes.includes(Scope.Admin) || scopes.includes(Scope.OrdersRead);
}

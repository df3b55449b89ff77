import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { SecretBox } from '../platform/crypto/secret-box.js';
import type { TokenDto } from './dto/token.dto.js';

const LIFETIME_SECONDS = 3600;
const ISSUER = 'magento-oms-bridge';

/** Bearer tokens. Signed with a key derived from SECRETS_KEY, so any replica accepts what another one issued. */
@Injectable()
export class TokensService {
  private readonly keys: Buffer[];

  constructor(
    private readonly jwt: JwtService,
    secrets: SecretBox,
  ) {
    // The declared type lacks what jsonwebtoken takes: of plain bytes it tries at each token whether they are a public key.
    this.keys = secrets.derivedKeys('api-tokens') as unknown as Buffer[];
  }

  /** @param credentialVersion of the secret that was shown: the token ends with it */
  issue(clientId: string, credentialVersion: string): TokenDto {
    const accessToken = this.jwt.sign(
      { sub: clientId, ver: credentialVersion },
      { secret: this.keys[0]!, algorithm: 'HS256', expiresIn: LIFETIME_SECONDS, issuer: ISSUER },
    );
    return { accessToken, tokenType: 'Bearer', expiresIn: LIFETIME_SECONDS };
  }

  /** Undefined for a token that is not ours, or has ended. */
  verify(token: string): { clientId: string; credentialVersion: string } | undefined {
    for (const secret of this.keys) {
      try {
        const { sub, ver, exp } = this.jwt.verify<{ sub: string; ver?: string; exp?: number }>(token, {
          secret,
          algorithms: ['HS256'],
          issuer: ISSUER,
        });
        // One of an earlier release names no version; one that never ends is none of ours.
        if (ver === undefined || exp === undefined) return undefined;
        return { clientId: sub, credentialVersion: ver };
      } catch {
        // the previous key may fit
      }
    }
    return undefined;
  }
}

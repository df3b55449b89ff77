import { Injectable } from '@nestjs/common';
import { UnauthorizedError } from '../platform/errors/app-error.js';
import type { Caller } from '../platform/access/access.decorators.js';
import { SignInService } from './sign-in.service.js';
import type { TokenDto, TokenRequestDto } from './dto/token.dto.js';
import { TokensService } from './tokens.service.js';

@Injectable()
export class AuthService {
  constructor(
    private readonly signIns: SignInService,
    private readonly tokens: TokensService,
  ) {}

  /** @throws UnauthorizedError, TooManyRequestsError */
  async token(dto: TokenRequestDto, address: string, requestId: string): Promise<TokenDto> {
    const origin = { way: 'token', address, requestId } as const;
    const signedIn = await this.signIns.withSecret(dto.clientId, dto.clientSecret, origin);
    if (!signedIn) throw new UnauthorizedError('Wrong clientId or clientSecret.');
    return this.tokens.issue(signedIn.client.id, signedIn.credentialVersion);
  }

  /**
   * Increff's Get Credential: the headers to send from now on. Increff asks again after any 401. A token does not renew
   * itself: who shows one gets the same one back.
   */
  credentials(caller: Caller, storeCode: string, token: string | undefined): Record<string, string> {
    const accessToken = token ?? this.tokens.issue(caller.clientId, caller.credentialVersion).accessToken;
    return { Authorization: `Bearer ${accessToken}`, authDomainName: storeCode };
  }
}

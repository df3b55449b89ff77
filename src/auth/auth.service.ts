import { Injectable } from '@nestjs/common';
import { UnauthorizedError } from '../platform/errors/app-error.js';
import type { Caller } from './auth.decorators.js';
import { ClientsService } from './clients.service.js';
import type { TokenDto, TokenRequestDto } from './dto/token.dto.js';
import { TokensService } from './tokens.service.js';

@Injectable()
export class AuthService {
  constructor(
    private readonly clients: ClientsService,
    private readonly tokens: TokensService,
  ) {}

  /** @throws UnauthorizedError */
  async token(dto: TokenRequestDto): Promise<TokenDto> {
    const client = await this.clients.authenticate(dto.clientId, dto.clientSecret);
    if (!client) throw new UnauthorizedError('Wrong clientId or clientSecret.');
    return this.tokens.issue(client.id);
  }

  /** Increff's Get Credential: the headers to send from now on. Increff asks again after any 401. */
  credentials(caller: Caller, storeCode: string): Record<string, string> {
    const { accessToken } = this.tokens.issue(caller.clientId);
    return { Authorization: `Bearer ${accessToken}`, authDomainName: storeCode };
  }
}

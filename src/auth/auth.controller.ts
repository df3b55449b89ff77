import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { Public } from '../platform/http/public.decorator.js';
import type { StoreContext } from '../stores/stores.service.js';
import { bearerTokenOf } from './auth.guard.js';
import {
  type Caller,
  CurrentCaller,
  RequireScope,
  StoreScoped,
} from '../platform/access/access.decorators.js';
import { CurrentStore } from '../stores/current-store.decorator.js';
import { AuthService } from './auth.service.js';
import { TokenDto, TokenRequestDto } from './dto/token.dto.js';
import { Scope } from '../platform/access/scope.js';

@ApiTags('Auth')
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('token')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Get a bearer token',
    description: 'Good for an hour, on every replica.',
    security: [],
  })
  @ApiOkResponse({ type: TokenDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A field is missing or wrong.' })
  @ApiUnauthorizedResponse({ type: ProblemDto, description: 'Wrong client id or secret.' })
  @ApiTooManyRequestsResponse({ type: ProblemDto, description: 'Too many failed tries from this address.' })
  token(@Body() dto: TokenRequestDto, @Req() request: FastifyRequest): Promise<TokenDto> {
    return this.auth.token(dto, request.ip, String(request.id));
  }

  @Get('credentials')
  @RequireScope(Scope.OrdersRead)
  @StoreScoped()
  @ApiOperation({
    summary: 'Get Credential',
    description:
      "Increff's Get Credential call: the headers to send with further calls. Ask again after any 401, with " +
      'authUsername and authPassword: a token does not renew itself.',
  })
  @ApiOkResponse({
    description: 'Header names and values.',
    schema: {
      type: 'object',
      additionalProperties: { type: 'string' },
      example: { Authorization: 'Bearer eyJ…', authDomainName: 'default' },
    },
  })
  credentials(
    @CurrentCaller() caller: Caller,
    @CurrentStore() store: StoreContext,
    @Req() request: FastifyRequest,
  ): Record<string, string> {
    return this.auth.credentials(caller, store.code, bearerTokenOf(request));
  }
}

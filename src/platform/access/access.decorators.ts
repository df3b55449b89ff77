import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiForbiddenResponse,
  ApiHeader,
  ApiMisdirectedResponse,
  ApiSecurity,
  ApiServiceUnavailableResponse,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ProblemDto } from '../http/problem.dto.js';
import type { Scope } from './scope.js';

export const SCOPE = 'scope';

/** Who calls, as the auth guard found it. */
export interface Caller {
  clientId: string;
  /** The version of the secret that was shown, now or for the token. */
  credentialVersion: string;
  scopes: Scope[];
  /** null: all stores. */
  storeCodes: string[] | null;
  /** Store named by the caller, if any. */
  storeCode?: string;
  requestId: string;
  /** Where the call came from. */
  address: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller?: Caller;
  }
}

/** The route needs one of these scopes (`admin` includes all), and the two ways to sign in are documented on it. */
export function RequireScope(...scopes: Scope[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(SCOPE, scopes),
    ApiBearerAuth('bearer'),
    ApiSecurity({ authUsername: [], authPassword: [], authDomainName: [] }),
    ApiUnauthorizedResponse({ description: 'No or wrong credentials.', type: ProblemDto }),
    ApiTooManyRequestsResponse({ description: 'Too many requests; see Retry-After.', type: ProblemDto }),
    ApiForbiddenResponse({
      description: `Scope ${scopes.join(' or ')} is missing, or the store is not the client's.`,
      type: ProblemDto,
    }),
  );
}

/** Documents the header that picks the store, and what is answered while the store is not to be had here. */
export const StoreScoped = (): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'X-Store-Code',
      required: false,
      description:
        'Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store.',
    }),
    ApiMisdirectedResponse({
      description: 'The store has moved to another database of the service: `cell` names it.',
      type: ProblemDto,
    }),
    ApiServiceUnavailableResponse({
      description:
        'The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After.',
      type: ProblemDto,
    }),
  );

export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  return context.switchToHttp().getRequest<FastifyRequest>().caller!;
});

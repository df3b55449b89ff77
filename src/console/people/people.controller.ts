import { Controller, Get, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFoundError } from '../../platform/errors/app-error.js';
import { Public } from '../../platform/http/public.decorator.js';
import { originOf } from '../console.guard.js';
import { sendPage } from '../console.page.js';
import { ConsoleSessions, SESSION_COOKIE } from '../console-sessions.js';
import { SignedInPage } from '../pages/sign-in.js';
import { COOKIE } from '../session-cookie.js';
import { OpenIdProvider } from './open-id-provider.js';
import { PENDING_COOKIE, PENDING_SECONDS, PendingSignIns } from './pending-sign-in.js';
import { SignInFailedError } from './people.errors.js';
import { PeopleFilter } from './people.filter.js';
import { PeopleService } from './people.service.js';

/** Comes back with the provider's redirect, which is another site's. */
const PENDING = { ...COOKIE, path: '/console/sign-in', sameSite: 'lax' } as const;

/** The way to the provider and back. Where one goes next is never taken from the address. */
@ApiExcludeController()
@Public()
@UseFilters(PeopleFilter)
@Controller('console/sign-in')
export class PeopleController {
  constructor(
    private readonly provider: OpenIdProvider,
    private readonly pendings: PendingSignIns,
    private readonly people: PeopleService,
    private readonly sessions: ConsoleSessions,
  ) {}

  @Get('person')
  async begin(@Res() reply: FastifyReply): Promise<void> {
    const { pending, cookie } = this.pendings.begin(this.issuer());
    const url = await this.provider.authorizationUrl(pending);
    void reply
      .setCookie(PENDING_COOKIE, cookie, { ...PENDING, maxAge: PENDING_SECONDS })
      .header('cache-control', 'no-store')
      .redirect(url, 303);
  }

  @Get('callback')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const issuer = this.issuer();
    // Good for one try, also where it fails.
    void reply.clearCookie(PENDING_COOKIE, PENDING);
    const pending = this.pendings.open(request.cookies[PENDING_COOKIE], issuer);
    if (!pending) throw new SignInFailedError('no sign-in was begun in this browser');
    const at = request.url.indexOf('?');
    const from = originOf(request);
    const session = await this.people.signIn(at < 0 ? '' : request.url.slice(at), pending, from);
    await this.sessions.close(request.cookies[SESSION_COOKIE], from);
    void reply.setCookie(SESSION_COOKIE, session.cookie, { ...COOKIE, maxAge: session.seconds });
    sendPage(reply, SignedInPage());
  }

  private issuer(): string {
    const issuer = this.provider.settings?.issuer;
    if (issuer === undefined) throw new NotFoundError('path', 'There is no such page.');
    return issuer;
  }
}

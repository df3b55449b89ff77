import { Body, Controller, Get, Header, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../platform/http/public.decorator.js';
import { ConsoleFilter } from './console.filter.js';
import { actorOf, ConsoleGuard, FormGuard, formToken } from './console.guard.js';
import { sendPage } from './console.page.js';
import { ConsoleSessions, SESSION_COOKIE, SESSION_SECONDS } from './console-sessions.js';
import { SignInPage } from './pages/sign-in.js';
import { CONSOLE_CSS, ICON_SVG } from './views/console.css.js';

/** Only to ourselves, never read by a script, gone with the session's end. */
const COOKIE = { path: '/console', httpOnly: true, sameSite: 'strict', secure: 'auto' } as const;

@ApiExcludeController()
@Public()
@UseFilters(ConsoleFilter)
@Controller('console')
export class SignInController {
  constructor(private readonly sessions: ConsoleSessions) {}

  @Get('sign-in')
  form(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendPage(reply, SignInPage({ csrf: formToken(request, reply), failed: false }));
  }

  @Post('sign-in')
  @UseGuards(FormGuard)
  async signIn(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { clientId, clientSecret } = body;
    const given = typeof clientId === 'string' && typeof clientSecret === 'string';
    const from = { address: request.ip, requestId: String(request.id) };
    const session = given ? await this.sessions.open(clientId, clientSecret, from) : undefined;
    if (session === undefined) {
      return sendPage(reply.status(401), SignInPage({ csrf: formToken(request, reply), failed: true }));
    }
    void reply
      .setCookie(SESSION_COOKIE, session, { ...COOKIE, maxAge: SESSION_SECONDS })
      .redirect('/console', 303);
  }

  @Post('sign-out')
  @UseGuards(ConsoleGuard)
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.close(request.cookies[SESSION_COOKIE], actorOf(request));
    void reply.clearCookie(SESSION_COOKIE, COOKIE).redirect('/console/sign-in', 303);
  }

  @Get('assets/console.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=300')
  css(): string {
    return CONSOLE_CSS;
  }

  @Get('assets/icon.svg')
  @Header('content-type', 'image/svg+xml')
  @Header('cache-control', 'public, max-age=86400')
  icon(): string {
    return ICON_SVG;
  }
}

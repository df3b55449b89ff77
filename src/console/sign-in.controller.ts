import { Body, Controller, Get, Header, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../platform/http/public.decorator.js';
import { ConsoleFilter } from './console.filter.js';
import { ConsoleGuard, FormGuard, formToken, originOf } from './console.guard.js';
import { sendPage } from './console.page.js';
import { ConsoleSessions, SESSION_COOKIE } from './console-sessions.js';
import { SignedOutPage, SignInPage } from './pages/sign-in.js';
import { OpenIdProvider } from './people/open-id-provider.js';
import { COOKIE } from './session-cookie.js';
import { CONSOLE_CSS, CONSOLE_JS, ICON_SVG } from './assets.js';

@ApiExcludeController()
@Public()
@UseFilters(ConsoleFilter)
@Controller('console')
export class SignInController {
  constructor(
    private readonly sessions: ConsoleSessions,
    private readonly provider: OpenIdProvider,
  ) {}

  @Get('sign-in')
  form(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.sendForm(request, reply);
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
    const from = originOf(request);
    const session = given ? await this.sessions.open(clientId, clientSecret, from) : undefined;
    if (session === undefined) {
      const typed = typeof clientId === 'string' ? clientId.slice(0, 64) : '';
      return this.sendForm(request, reply.status(401), typed);
    }
    await this.sessions.close(request.cookies[SESSION_COOKIE], from);
    void reply
      .setCookie(SESSION_COOKIE, session.cookie, { ...COOKIE, maxAge: session.seconds })
      .redirect('/console', 303);
  }

  @Post('sign-out')
  @UseGuards(ConsoleGuard)
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.close(request.cookies[SESSION_COOKIE], originOf(request));
    void reply.clearCookie(SESSION_COOKIE, COOKIE);
    const url = request.visitor!.isPerson ? await this.provider.endSessionUrl() : undefined;
    if (url === undefined) return void reply.redirect('/console/sign-in', 303);
    sendPage(reply.status(200), SignedOutPage({ provider: this.provider.host!, url }));
  }

  @Get('assets/console.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=300')
  css(): string {
    return CONSOLE_CSS;
  }

  @Get('assets/console.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'public, max-age=300')
  script(): string {
    return CONSOLE_JS;
  }

  @Get('assets/icon.svg')
  @Header('content-type', 'image/svg+xml')
  @Header('cache-control', 'public, max-age=86400')
  icon(): string {
    return ICON_SVG;
  }

  private sendForm(request: FastifyRequest, reply: FastifyReply, clientId?: string): void {
    const failed = clientId !== undefined;
    const { host: provider } = this.provider;
    const clients = this.sessions.clientsMaySignIn;
    const csrf = formToken(request, reply);
    sendPage(reply, SignInPage({ csrf, failed, clientId, provider, clients }));
  }
}

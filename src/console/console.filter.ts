import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toAppError } from '../platform/http/problem.filter.js';
import { SignedOutError } from './console.guard.js';
import { sendPage } from './console.page.js';
import { ErrorPage } from './pages/error.js';

/** A person sees a page, not JSON. */
@Catch()
export class ConsoleFilter implements ExceptionFilter {
  private readonly logger = new Logger(ConsoleFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (thrown instanceof SignedOutError) return void reply.redirect('/console/sign-in', 303);
    const request = http.getRequest<FastifyRequest>();
    const error = toAppError(thrown);
    if (error.status >= 500) this.logger.warn({ requestId: request.id, err: thrown }, 'console page failed');
    const page = ErrorPage({ frame: request.frame, error, requestId: String(request.id) });
    sendPage(reply.status(error.status), page);
  }
}

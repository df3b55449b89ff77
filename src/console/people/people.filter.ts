import { type ArgumentsHost, Catch, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsoleFilter } from '../console.filter.js';
import { sendPage } from '../console.page.js';
import { NoRolePage, NotSignedInPage } from '../pages/sign-in.js';
import { NoRoleError, ProviderUnavailableError, SignInFailedError } from './people.errors.js';

/** What a person sees who cannot sign in. */
@Catch()
export class PeopleFilter extends ConsoleFilter {
  private readonly log = new Logger(PeopleFilter.name);

  override catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const requestId = String(http.getRequest<FastifyRequest>().id);
    if (thrown instanceof NoRoleError) {
      const { personName: name, claim, values, status } = thrown;
      this.log.log({ requestId }, 'a person without a role was not let in');
      return sendPage(reply.status(status), NoRolePage({ name, claim, values, requestId }));
    }
    if (thrown instanceof SignInFailedError) {
      this.log.warn({ requestId, reason: thrown.reason }, 'a sign-in failed');
      return sendPage(
        reply.status(thrown.status),
        NotSignedInPage({ title: 'That did not work', words: thrown.message, requestId }),
      );
    }
    if (thrown instanceof ProviderUnavailableError) {
      void reply.header('retry-after', String(thrown.retryAfter));
      return sendPage(
        reply.status(thrown.status),
        NotSignedInPage({ title: 'Not possible now', words: thrown.message, requestId }),
      );
    }
    super.catch(thrown, host);
  }
}

import { type ArgumentsHost, Catch, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignInAudit } from '../../auth/sign-in-audit.js';
import { ConsoleFilter } from '../console.filter.js';
import { originOf } from '../console.guard.js';
import { sendPage } from '../console.page.js';
import { NoRolePage, NotSignedInPage } from '../pages/sign-in.js';
import { NoRoleError, ProviderUnavailableError, SignInFailedError } from './people.errors.js';

/** What a person sees who cannot sign in, and what the audit log has of it. */
@Catch()
export class PeopleFilter extends ConsoleFilter {
  private readonly log = new Logger(PeopleFilter.name);

  constructor(private readonly audit: SignInAudit) {
    super();
  }

  override catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const from = originOf(http.getRequest<FastifyRequest>());
    const { requestId } = from;
    if (thrown instanceof NoRoleError) {
      const { personId, personName: name, claim, values, status } = thrown;
      this.audit.personFailed(personId, { way: 'console', ...from });
      this.log.log({ requestId }, 'a person without a role was not let in');
      return sendPage(reply.status(status), NoRolePage({ name, claim, values, requestId }));
    }
    if (thrown instanceof SignInFailedError) {
      this.audit.personFailed(undefined, { way: 'console', ...from });
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

import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { KeptAnswer } from './idempotency.repository.js';

/** The request was answered before. */
export class KeptAnswerError extends Error {
  constructor(readonly answer: KeptAnswer) {
    super('answered before');
  }
}

/** Gives the first answer again. */
@Catch(KeptAnswerError)
export class KeptAnswerFilter implements ExceptionFilter<KeptAnswerError> {
  catch({ answer }: KeptAnswerError, host: ArgumentsHost): void {
    void host
      .switchToHttp()
      .getResponse<FastifyReply>()
      .status(answer.status)
      .headers(answer.headers)
      .header('idempotency-replayed', 'true')
      .type(answer.contentType)
      .send(answer.body);
  }
}

import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isConnectionFailure } from '../database/pg-errors.js';
import { AppError, BadRequestError, DATABASE_UNAVAILABLE, type FieldError } from '../errors/app-error.js';
import { toProblem } from './problem.js';

class UnexpectedError extends AppError {
  readonly code = 'INTERNAL';
  readonly status = 500;
  override readonly retryable = true;
}

class DatabaseUnavailableError extends AppError {
  readonly code = DATABASE_UNAVAILABLE;
  readonly status = 503;
  override readonly retryable = true;
  override readonly retryAfter = 5;
}

/** What the framework itself refuses: unknown route, malformed JSON, body too large, wrong media type. */
class FrameworkError extends AppError {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    override readonly errors: FieldError[] = [],
  ) {
    super(message);
  }
}

/** The one place that turns an error into an answer. Unknown errors get a constant message and the request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    sendProblem(toAppError(thrown), request, reply, this.logger, thrown);
  }
}

export function sendProblem(
  error: AppError,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
  thrown: unknown,
): void {
  if (error.status >= 500 && !(thrown instanceof AppError)) {
    if (error.retryAfter === undefined) {
      logger.error({ requestId: request.id, err: thrown }, 'request failed unexpectedly');
    } else logger.warn({ requestId: request.id, code: error.code }, 'request failed for the moment');
  }
  if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
  if (error.status === 401) void reply.header('www-authenticate', 'Bearer realm="magento-oms-bridge"');
  void reply
    .status(error.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(toProblem(error, request.url.split('?')[0]!, String(request.id))));
}

export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof HttpException) return fromStatus(thrown.getStatus(), thrown.message);
  if (isFastifyError(thrown)) return fromFastify(thrown);
  if (isConnectionFailure(thrown)) return new DatabaseUnavailableError('The database is not available.');
  return new UnexpectedError('An unexpected error occurred. It is in the log under this requestId.');
}

interface FastifyErrorLike extends Error {
  code: string;
  statusCode: number;
}

function isFastifyError(thrown: unknown): thrown is FastifyErrorLike {
  const status = (thrown as FastifyErrorLike | undefined)?.statusCode;
  return thrown instanceof Error && typeof status === 'number' && status >= 400 && status < 500;
}

function fromFastify(error: FastifyErrorLike): AppError {
  if (error.code === 'FST_ERR_BAD_URL') return BadRequestError.field('path', 'is not properly encoded');
  return fromStatus(error.statusCode, error.message);
}

/** What is at fault where the framework itself refuses a request. */
const FIELD_BY_STATUS: Record<number, string> = { 400: 'body', 413: 'body', 415: 'Content-Type' };

function fromStatus(status: number, message: string): AppError {
  const field = FIELD_BY_STATUS[status];
  return new FrameworkError(
    frameworkCode(status),
    status,
    message,
    field === undefined ? [] : [{ field, message }],
  );
}

function frameworkCode(status: number): string {
  const codes: Record<number, string> = {
    400: 'BAD_DATA',
    401: 'UNAUTHORIZED',
    404: 'NOT_FOUND',
    405: 'METHOD_NOT_ALLOWED',
    413: 'BODY_TOO_LARGE',
    415: 'UNSUPPORTED_MEDIA_TYPE',
    429: 'TOO_MANY_REQUESTS',
    503: 'UNAVAILABLE',
  };
  return codes[status] ?? (status >= 500 ? 'INTERNAL' : 'BAD_DATA');
}

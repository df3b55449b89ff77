import type { FastifyReply } from 'fastify';
import {
  type DryRunDto,
  type OperationDto,
  toOperationDto,
  toOutcomeDto,
  type WriteOutcomeDto,
} from './dto/operation.dto.js';
import type { Operation } from './operation.types.js';
import type { DryRun } from './operations.service.js';

/** True for `Prefer: respond-async` (RFC 7240), which may stand in a list with other preferences. */
export function prefersAsync(header: string | undefined): boolean {
  return (header ?? '').split(',').some((preference) => preference.trim().toLowerCase() === 'respond-async');
}

/** 200 with the outcome; 202 with the row while a worker has it; the plan for a dry run. */
export function answerWrite(
  result: Operation | DryRun,
  reply: FastifyReply,
): WriteOutcomeDto | OperationDto | DryRunDto {
  if ('dryRun' in result) return { ...result, request: result.request && { ...result.request } };
  if (result.outcome !== null) return toOutcomeDto(result);
  void reply
    .status(202)
    .header('location', `/operations/${result.id}`)
    .header('preference-applied', 'respond-async');
  return toOperationDto(result);
}

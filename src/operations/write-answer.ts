import type { FastifyReply } from 'fastify';
import {
  type DryRunDto,
  type OperationDto,
  toOperationDto,
  toOutcomeDto,
  type WriteOutcomeDto,
} from './dto/operation.dto.js';
import type { WriteQueryDto } from './dto/write-query.dto.js';
import type { Operation, WriteMode } from './operation.types.js';
import type { DryRun } from './operations.service.js';

/** True for `Prefer: respond-async` (RFC 7240), which may stand in a list with other preferences. */
function prefersAsync(header: string | undefined): boolean {
  return (header ?? '').split(',').some((preference) => preference.trim().toLowerCase() === 'respond-async');
}

export function modeOf(query: WriteQueryDto, prefer: string | undefined): WriteMode {
  return { dryRun: query.dryRun, respondAsync: prefersAsync(prefer) };
}

/** 200 with the outcome; 202 with the row while a worker has it; the plan for a dry run. */
export function sendOutcome<T extends WriteOutcomeDto = WriteOutcomeDto>(
  result: Operation | DryRun,
  reply: FastifyReply,
  describe: (operation: Operation) => T | Promise<T> = toOutcomeDto as (operation: Operation) => T,
): T | OperationDto | DryRunDto | Promise<T> {
  if ('dryRun' in result) return { ...result, request: result.request && { ...result.request } };
  if (result.outcome !== null) return describe(result);
  void reply
    .status(202)
    .header('location', `/operations/${result.id}`)
    .header('preference-applied', 'respond-async');
  return toOperationDto(result);
}

import { IsEnum } from 'class-validator';
import type { OperationTryEntity } from '../entities/operation-try.entity.js';
import { type Operation, OperationKind, OperationState, Outcome } from '../operation.types.js';

/** What came of a write. */
export class WriteOutcomeDto {
  /** Row of the ledger; ask GET /operations/{id}. */
  operationId: string;

  /** APPLIED: we did it. ALREADY: it was so before. DEGRADED: done in the way this Magento allows, see detail. SHADOWED: the store is in shadow mode, and nothing was sent. */
  @IsEnum(Outcome)
  outcome: Outcome;

  /** Order that was written to: Magento's entity_id. @example '4711' */
  orderCode: string;

  /** Id that Magento gave to what was made. */
  magentoId?: string;

  /** The outcome in words. */
  detail?: string;
}

export class OperationDto {
  /** Id of the row; also the marker by which its effect is found again in Magento. */
  operationId: string;
  /** Which write it is. */
  @IsEnum(OperationKind)
  kind: OperationKind;
  /** Order that is written to: Magento's entity_id. @example '4711' */
  orderCode: string;
  /** PENDING: waits for the worker; RUNNING; UNKNOWN: sent, in doubt; SETTLED: see outcome; FAILED: nothing was changed. */
  @IsEnum(OperationState)
  state: OperationState;
  /** Set once the operation is settled. */
  @IsEnum(Outcome)
  outcome: Outcome | null;
  /** Id that Magento gave to what was made; null where there is none. */
  magentoId: string | null;
  /** The outcome in words; Magento's own where it refused. */
  detail: string | null;
  /** Code of the last error. */
  errorCode: string | null;
  /** How often a process took it up. */
  attempts: number;
  /** How often its write went out to Magento. */
  sends: number;
  /** When the worker takes it up, where it waits for that. */
  nextAttemptAt: string | null;
  /** Since when a person must look at it; null: none is needed. */
  needsPersonSince: string | null;
  /** Calls to Magento made for it. */
  magentoCalls: number;
  /** Last write sent to Magento, if any was; with SHADOWED, the one that would have been. */
  lastRequest: Record<string, unknown> | null;
  /** Who asked for it: an API client, a person (`oidc:…`), or a part of the service. */
  requestedBy: string;
  /** Id of the request that asked for it, as in X-Request-Id; null where none did. */
  requestId: string | null;
  /** When it was asked for; ISO 8601, UTC. */
  createdAt: string;
  /** When it was settled; ISO 8601, UTC. Null until then. */
  settledAt: string | null;
}

export class OperationTryDto {
  /** Which send of the write, from 1 on. */
  attempt: number;
  /** When it was stamped, right before its first byte; ISO 8601, UTC. */
  at: string;
  /** When it ended; ISO 8601, UTC. Null: it is not known how, as where the process died. */
  endedAt: string | null;
  /** How long it took, in milliseconds; null: it is not known. */
  durationMs: number | null;
  /** HTTP status of the answer; null: none came. */
  status: number | null;
  /** Code of why it failed; null: it did not, or it is not known. */
  errorCode: string | null;
  /** Why it failed, in words; Magento's own where it answered. */
  error: string | null;
  /** Method, path and body. */
  request: Record<string, unknown>;
  /** Id or yes that Magento answered with, of a try that it took. */
  response: string | null;
  /** Hold of the process that sent it: tries with the same one were sent by one process. */
  lease: string | null;
}

export class OperationDetailDto extends OperationDto {
  /** The latest sends of the write that are kept, 20 at the most, the earliest first. */
  tries: OperationTryDto[];
}

export class DryRunDto {
  /** Always true: nothing was sent. @example true */
  dryRun: boolean;
  /** What Magento would be sent; null when there is nothing to send. */
  request: Record<string, unknown> | null;
  /** Outcome that is known without sending anything. */
  @IsEnum(Outcome)
  outcome: Outcome | null;
  /** That outcome in words; null where it is not known. */
  detail: string | null;
}

export function toOutcomeDto(operation: Operation): WriteOutcomeDto {
  return {
    operationId: operation.id,
    outcome: operation.outcome!,
    orderCode: operation.orderCode,
    ...(operation.magentoId === null ? {} : { magentoId: operation.magentoId }),
    ...(operation.detail === null ? {} : { detail: operation.detail }),
  };
}

export function toOperationDto(operation: Operation): OperationDto {
  return {
    operationId: operation.id,
    kind: operation.kind,
    orderCode: operation.orderCode,
    state: operation.state,
    outcome: operation.outcome,
    magentoId: operation.magentoId,
    detail: operation.detail,
    errorCode: operation.errorCode,
    attempts: operation.attempts,
    sends: operation.sends,
    nextAttemptAt: operation.nextAttemptAt?.toISOString() ?? null,
    needsPersonSince: operation.attentionSince?.toISOString() ?? null,
    magentoCalls: operation.magentoCalls,
    lastRequest: operation.lastRequest && { ...operation.lastRequest },
    requestedBy: operation.requestedBy,
    requestId: operation.requestId,
    createdAt: operation.createdAt.toISOString(),
    settledAt: operation.settledAt?.toISOString() ?? null,
  };
}

export function toTryDto(row: OperationTryEntity): OperationTryDto {
  const { attempt, at, durationMs, status, errorCode, error, request, response, leaseToken } = row;
  return {
    attempt,
    at: at.toISOString(),
    endedAt: durationMs === null ? null : new Date(at.getTime() + durationMs).toISOString(),
    ...{ durationMs, status, errorCode, error, request: { ...request }, response, lease: leaseToken },
  };
}

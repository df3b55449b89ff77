import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { IsInstant } from '../../platform/http/is-instant.js';
import { STREAM_NAMES } from '../streams.js';
import { toNumber } from '../../platform/http/to-number.js';

export class ListRunsQueryDto {
  /** Store of the runs; left out: all. */
  @OptionalButNotNull()
  @Matches(/^[a-z0-9_-]{1,64}$/i)
  storeCode?: string;

  /** Stream of the runs. */
  @OptionalButNotNull()
  @IsIn(STREAM_NAMES)
  stream?: string;

  /** Runs per page. */
  @OptionalButNotNull()
  @Transform(toNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** Runs before this id; id of the last run of the page before. */
  @OptionalButNotNull()
  @Transform(toNumber)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  before?: number;
}

export class SyncRunDto {
  /** Id of the run; ids grow with time. @example '42' */
  runId: string;
  /** Store that was polled. */
  storeCode: string;
  /** The question that was asked of Magento, or backfill:{id}. @example 'orders.changed' */
  stream: string;
  /** What started it: TICK, the clock; MANUAL, a person; BACKFILL, a backfill or rebuild. */
  trigger: 'TICK' | 'MANUAL' | 'BACKFILL';
  /** RUNNING; DONE; FAILED: see errorCode; ABANDONED: its process ended, and a later run goes on. */
  state: 'RUNNING' | 'DONE' | 'FAILED' | 'ABANDONED';
  /** Lower bound asked of Magento, overlap included; ISO 8601, UTC. Null: none. */
  windowFrom: string | null;
  /** Upper bound asked of Magento; ISO 8601, UTC. Null: none. */
  windowTo: string | null;
  /** Pages of orders that were read. */
  pages: number;
  /** Orders in those pages. */
  seen: number;
  /** Orders that were not known before. */
  new: number;
  /** Known orders whose content differed. */
  changed: number;
  /** Known orders that were the same, or older than our copy. */
  unchanged: number;
  /** Orders not passed on, by reason. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { status_not_fetched: 2 },
  })
  skipped: Record<string, number>;
  /** Why the run saw nothing. */
  explanation: string | null;
  /** Code of the error that ended it; null: none did. */
  errorCode: string | null;
  /** That error in words. */
  errorMessage: string | null;
  /** Begin; ISO 8601, UTC. */
  startedAt: string;
  /** End; ISO 8601, UTC. Null while it runs. */
  finishedAt: string | null;
}

export class StartedRunDto {
  /** Ask GET /admin/sync/runs for it. */
  runId: string;
}

export class CreateBackfillDto {
  /** Store whose orders are read again. */
  @Matches(/^[a-z0-9_-]{1,64}$/i)
  storeCode: string;

  /** Orders created in Magento at or after. @example '2026-01-01T00:00:00Z' */
  @IsInstant()
  from: string;

  /** Orders created in Magento before or at. @example '2026-02-01T00:00:00Z' */
  @IsInstant()
  to: string;

  /** Milliseconds of pause after each page, so that the shop is not crowded. */
  @OptionalButNotNull()
  @IsInt()
  @Min(0)
  @Max(60_000)
  pauseMs: number = 200;
}

export class BackfillDto {
  /** Id of the backfill. */
  backfillId: string;
  /** Store whose orders are read again. */
  storeCode: string;
  /** Orders created in Magento at or after are read; ISO 8601, UTC. */
  from: string;
  /** Orders created in Magento before or at are read; ISO 8601, UTC. */
  to: string;
  /** RUNNING: goes on until it is through, over failures; DONE. */
  state: 'RUNNING' | 'DONE';
  /** Creation time that the walk has reached. */
  reached: string | null;
  /** Failed tries in a row. */
  failures: number;
  /** Who asked for it: an API client, a person (`oidc:…`), or cli. */
  requestedBy: string;
  /** When it was asked for; ISO 8601, UTC. */
  createdAt: string;
  /** When it ended; ISO 8601, UTC. Null until then. */
  finishedAt: string | null;
}

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
  /** @example '42' */
  runId: string;
  storeCode: string;
  /** @example 'orders.changed' */
  stream: string;
  trigger: 'TICK' | 'MANUAL' | 'BACKFILL';
  state: 'RUNNING' | 'DONE' | 'FAILED' | 'ABANDONED';
  windowFrom: string | null;
  windowTo: string | null;
  pages: number;
  /** Orders in those pages. */
  seen: number;
  new: number;
  changed: number;
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
  errorCode: string | null;
  errorMessage: string | null;
  startedAt: string;
  finishedAt: string | null;
}

export class StartedRunDto {
  /** Ask GET /admin/sync/runs for it. */
  runId: string;
}

export class CreateBackfillDto {
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
  backfillId: string;
  storeCode: string;
  from: string;
  to: string;
  state: 'RUNNING' | 'DONE' | 'CANCELLED';
  /** Creation time that the walk has reached. */
  reached: string | null;
  failures: number;
  requestedBy: string;
  createdAt: string;
  finishedAt: string | null;
}

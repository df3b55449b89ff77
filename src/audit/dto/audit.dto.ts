import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { AuditResult } from '../../platform/audit/audit-log.js';
import { IsInstant } from '../../platform/http/is-instant.js';
import { PageQueryDto } from '../../platform/http/page-query.dto.js';

const RESULTS: AuditResult[] = ['ok', 'failed', 'refused'];

export class ListAuditQueryDto extends PageQueryDto {
  /** API client, person (`oidc:…`), `cli`, `environment`, `migration`, `retention`, `schedule`, `unknown` or `others`. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  actor?: string;

  /** E.g. `sign-in.console`; with a `*` at its end all that begin so: `sign-in.*`. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  action?: string;

  /** E.g. `order:7`. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  subject?: string;

  /** Code of the store it was about. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  storeCode?: string;

  /** ok; failed: it was tried, and did not go well; refused: it was not even tried. */
  @IsOptional()
  @IsIn(RESULTS)
  result?: AuditResult;

  /** Done at or after. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Done before. */
  @IsOptional()
  @IsInstant()
  to?: string;
}

export class AuditEntryDto {
  /** Place in the chain, from 1 on without gaps. */
  position: string;
  /** When it was done; ISO 8601, UTC. */
  at: string;
  /** Who: an API client, a person (`oidc:…`), or cli, environment, migration, retention, schedule, unknown, others. */
  actor: string;
  /** What was done: the kind of thing, a dot, the action. @example 'operation.retry' */
  action: string;
  /** What it was done to: the kind of thing, a colon, its id. @example 'operation:0199c1f2-5a51-7000-8000-000000000000' */
  subject: string;
  /** Code of the store it was about; null where it was about none. */
  storeCode: string | null;
  /** ok; failed: it was tried, and did not go well; refused: it was not even tried. */
  result: AuditResult;
  /** Null where it came by no request. */
  address: string | null;
  /** Id of the request that did it, as in X-Request-Id; null where there was none. */
  requestId: string | null;
  /** What was changed, before. */
  before: Record<string, unknown> | null;
  /** What was changed, after; or what there is to say. */
  after: Record<string, unknown> | null;
  /** SHA-256 of this entry and `previousHash`, in hex; how: docs/security.md. */
  hash: string;
  /** Hash of the entry before. */
  previousHash: string;
}

export class AuditPageDto {
  /** The newest first. */
  items: AuditEntryDto[];
  /** Pass it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;
}

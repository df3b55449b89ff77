import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { AuditResult } from '../../platform/audit/audit-log.js';
import { IsInstant } from '../../platform/http/is-instant.js';
import { PageQueryDto } from '../../platform/http/page-query.dto.js';

const RESULTS: AuditResult[] = ['ok', 'failed', 'refused'];

export class ListAuditQueryDto extends PageQueryDto {
  /** API client, person (`oidc:…`), `cli`, `environment`, `migration`, `retention`, `unknown` or `others`. */
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
  at: string;
  actor: string;
  /** @example 'operation.retry' */
  action: string;
  /** @example 'operation:0199c1f2-5a51-7000-8000-000000000000' */
  subject: string;
  storeCode: string | null;
  result: AuditResult;
  /** Null where it came by no request. */
  address: string | null;
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
  items: AuditEntryDto[];
  /** Pass it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { type Caller, CurrentCaller, RequireScope } from '../platform/access/access.decorators.js';
import { Scope } from '../platform/access/scope.js';
import { pageOf } from '../platform/http/page-of.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { type AuditRow, listAudit } from './audit.repository.js';
import { type AuditEntryDto, AuditPageDto, ListAuditQueryDto } from './dto/audit.dto.js';

@ApiTags('Administration')
@RequireScope(Scope.AuditRead)
@Controller('audit')
export class AuditController {
  constructor(private readonly database: DataSource) {}

  @Get()
  @ApiOperation({
    summary: 'Read the audit log',
    description:
      'Who did what, when, from where and with what result: sign-ins, changes, and reading of personal data in the console. ' +
      'The newest first. A client of some stores sees what is about these.',
  })
  @ApiOkResponse({ type: AuditPageDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter is wrong; errors[] names it.' })
  async list(@Query() query: ListAuditQueryDto, @CurrentCaller() caller: Caller): Promise<AuditPageDto> {
    const { limit, cursor, ...filter } = query;
    const ask = { ...filter, storeCodes: caller.storeCodes };
    const rows = await listAudit(this.database.manager, ask, limit + 1, cursor ?? null);
    return pageOf(rows, limit, toDto, ({ position }) => position);
  }
}

function toDto(row: AuditRow): AuditEntryDto {
  return { ...row, at: row.at.toISOString() };
}

import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { RequireScope } from '../platform/access/access.decorators.js';
import { Scope } from '../platform/access/scope.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { StoresService } from '../stores/stores.service.js';
import { ShadowReportDto, ShadowReportQueryDto } from './dto/shadow-report.dto.js';
import { ShadowReportService } from './shadow-report.service.js';

@ApiTags('Administration')
@RequireScope(Scope.Admin)
@Controller('admin/stores')
export class ShadowReportController {
  constructor(
    private readonly stores: StoresService,
    private readonly reports: ShadowReportService,
  ) {}

  @Get(':storeCode/shadow-report')
  @ApiOperation({
    summary: 'Compare what shadow mode planned with Magento',
    description:
      'Each write that would have been sent, against what Magento shows now that another integration did: SAME, DIFFERENT, ' +
      'NOT_THERE or NOT_COMPARED; and what it did besides. Reads the orders in Magento, up to `orders` of them; writes nothing.',
  })
  @ApiOkResponse({ type: ShadowReportDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter is wrong.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'The store is paused.' })
  async report(
    @Param('storeCode') storeCode: string,
    @Query() query: ShadowReportQueryDto,
  ): Promise<ShadowReportDto> {
    return this.reports.report(await this.stores.byCode(storeCode), query);
  }
}

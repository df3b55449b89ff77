import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, RequireScope } from '../platform/access/access.decorators.js';
import { Scope } from '../platform/access/scope.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { StoresService } from '../stores/stores.service.js';
import {
  InventoryRunDto,
  RetriedInventoryDto,
  RetryInventoryDto,
  StartInventoryRunDto,
} from './dto/inventory.dto.js';
import { InventoryRuns } from './inventory-runs.js';
import { InventoryService } from './inventory.service.js';

@ApiTags('Administration')
@RequireScope(Scope.Admin)
@Controller('admin/inventory')
export class InventoryAdminController {
  constructor(
    private readonly stores: StoresService,
    private readonly runs: InventoryRuns,
    private readonly inventory: InventoryService,
  ) {}

  @Post(':storeCode/runs')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Check drift, or push all stock',
    description: 'Drifted levels: GET /inventory?state=DRIFTED.',
  })
  @ApiAcceptedResponse({ type: InventoryRunDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A field is wrong.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'A run of the store is under way.' })
  async start(
    @Param('storeCode') storeCode: string,
    @Body() dto: StartInventoryRunDto,
    @CurrentCaller() caller: Caller,
  ): Promise<InventoryRunDto> {
    return this.runs.start(await this.stores.byCode(storeCode), dto.kind, caller);
  }

  @Post(':storeCode/retry')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Retry stock that failed',
    description: 'FAILED levels are queued again, all of them or those of a SKU or an error code.',
  })
  @ApiAcceptedResponse({ type: RetriedInventoryDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A field is wrong.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  async retry(
    @Param('storeCode') storeCode: string,
    @Body() dto: RetryInventoryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<RetriedInventoryDto> {
    return this.inventory.retry(await this.stores.byCode(storeCode), dto, caller);
  }

  @Get('runs')
  @ApiOperation({ summary: 'Drift checks and full pushes', description: 'The latest first.' })
  @ApiOkResponse({ type: [InventoryRunDto] })
  list(): Promise<InventoryRunDto[]> {
    return this.runs.list();
  }
}

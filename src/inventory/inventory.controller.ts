import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiExtraModels,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequireScope, StoreScoped } from '../platform/access/access.decorators.js';
import { CurrentStore } from '../stores/current-store.decorator.js';
import { Scope } from '../platform/access/scope.js';
import { ApiMagentoErrors, ApiWriteHeaders } from '../operations/api-write.decorator.js';
import { WriteQueryDto } from '../operations/dto/write-query.dto.js';
import { modeOf } from '../operations/write-answer.js';
import { type Asked, AskedWrite } from '../operations/write-request.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import {
  InventoryDto,
  InventoryOutcomeDto,
  InventoryPageDto,
  InventoryResultDto,
  ListInventoryQueryDto,
  PutInventoriesDto,
  PutInventoryDto,
  ReadInventoryQueryDto,
  SKU,
  SKU_WORDS,
  StockPlanDto,
} from './dto/inventory.dto.js';
import { InventoryService } from './inventory.service.js';

const skuPipe = {
  transform(value: string): string {
    if (SKU.test(value)) return value;
    throw BadRequestError.field('sku', SKU_WORDS);
  },
};

@ApiTags('Inventory')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@ApiExtraModels(InventoryOutcomeDto, StockPlanDto)
@Controller('inventory')
export class InventoryController {
  constructor(private readonly inventory: InventoryService) {}

  @Put(':sku')
  @RequireScope(Scope.InventoryWrite)
  @ApiOperation({
    summary: 'Update inventory of a SKU',
    description:
      'The last value wins: it is stored at once and pushed to Magento; the answer waits for that up to 40 s. Encode ' +
      'the SKU (a slash is %2F).',
  })
  @ApiWriteHeaders()
  @ApiOkResponse({
    description: 'Magento has it; or with dryRun=true the plan.',
    schema: { oneOf: [{ $ref: getSchemaPath(InventoryOutcomeDto) }, { $ref: getSchemaPath(StockPlanDto) }] },
  })
  @ApiAcceptedResponse({ type: InventoryOutcomeDto, description: 'Stored, not pushed yet.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'UNKNOWN_SKU.' })
  @ApiConflictResponse({
    type: ProblemDto,
    description: 'PRODUCT_DISABLED, NOT_A_STOCK_PRODUCT, or refused by Magento.',
  })
  @ApiMagentoErrors()
  async put(
    @Param('sku', skuPipe) sku: string,
    @Query() query: WriteQueryDto,
    @Body() dto: PutInventoryDto,
    @AskedWrite() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InventoryOutcomeDto | StockPlanDto> {
    const { store, caller, prefer } = asked;
    const { dryRun, respondAsync } = modeOf(query, prefer);
    if (dryRun) return this.inventory.plan(store, sku, dto);
    const answer = await this.inventory.put(store, sku, dto, caller, !respondAsync);
    if (answer.outcome === 'PENDING') void reply.status(202);
    return answer;
  }

  @Put()
  @RequireScope(Scope.InventoryWrite)
  @ApiOperation({
    summary: 'Update inventory',
    description:
      "Increff's form, up to 200 SKUs. Each stands for itself; what is not pushed after 40 s (with Prefer: " +
      'respond-async at once) is in failureList with code PENDING and is pushed all the same.',
  })
  @ApiWriteHeaders()
  @ApiOkResponse({ type: InventoryResultDto })
  putAll(@Body() dto: PutInventoriesDto, @AskedWrite() asked: Asked): Promise<InventoryResultDto> {
    const { store, caller, prefer } = asked;
    const { respondAsync } = modeOf({ dryRun: false }, prefer);
    return this.inventory.putAll(store, dto, caller, !respondAsync);
  }

  @Get()
  @RequireScope(Scope.OrdersRead, Scope.InventoryWrite)
  @ApiOperation({
    summary: 'List stock levels',
    description: 'Wanted, pushed, and what Magento showed last.',
  })
  @ApiOkResponse({ type: InventoryPageDto })
  list(
    @Query() query: ListInventoryQueryDto,
    @CurrentStore() store: StoreContext,
  ): Promise<InventoryPageDto> {
    return this.inventory.list(store, query);
  }

  @Get(':sku')
  @RequireScope(Scope.OrdersRead, Scope.InventoryWrite)
  @ApiOperation({ summary: 'Stock of a SKU', description: 'With refresh=true Magento is read first.' })
  @ApiOkResponse({ type: InventoryDto })
  @ApiNotFoundResponse({
    type: ProblemDto,
    description: 'No quantity was ever sent for it, or Magento has no such SKU.',
  })
  @ApiMagentoErrors()
  get(
    @Param('sku', skuPipe) sku: string,
    @Query() query: ReadInventoryQueryDto,
    @CurrentStore() store: StoreContext,
  ): Promise<InventoryDto> {
    return this.inventory.get(store, sku, query.refresh);
  }
}

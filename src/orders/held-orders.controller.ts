import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  type Caller,
  CurrentCaller,
  RequireScope,
  StoreScoped,
} from '../platform/access/access.decorators.js';
import { CurrentStore } from '../stores/current-store.decorator.js';
import { Scope } from '../platform/access/scope.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { KeptOrderCodePipe } from '../platform/http/parameter-pipes.js';
import type { StoreContext } from '../stores/stores.service.js';
import { ReleasedOrdersDto, ReleaseOrdersDto, TotalExplanationDto } from './dto/held-orders.dto.js';
import { OrderDto } from './dto/order.dto.js';
import { HeldOrdersService } from './held-orders.service.js';
import { OrdersService } from './orders.service.js';

const orderCodePipe = new KeptOrderCodePipe();

@ApiTags('Orders')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@Controller('orders')
export class HeldOrdersController {
  constructor(
    private readonly held: HeldOrdersService,
    private readonly orders: OrdersService,
  ) {}

  @Post('release')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Release held orders by a filter',
    description:
      'For operators: passes all held orders on that meet every condition. With `dryRun` they are counted, by reason, and nothing is changed.',
  })
  @ApiOkResponse({ type: ReleasedOrdersDto })
  releaseAll(
    @Body() dto: ReleaseOrdersDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<ReleasedOrdersDto> {
    return this.held.releaseAll(store, dto, caller);
  }

  @Post(':orderCode/release')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Release a held order',
    description: 'For operators: pass it on although its totals do not add up.',
  })
  @ApiOkResponse({ type: OrderDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such order in this store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'The order is not held.' })
  async release(
    @Param('orderCode', orderCodePipe) orderCode: string,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<OrderDto> {
    await this.held.release(store, orderCode, caller);
    return this.orders.get(store, orderCode, false);
  }

  @Get(':orderCode/total')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Explain the total of an order',
    description:
      'Reads the order in Magento: what its grand total is made of, what of it nothing explains, and which fields may. ' +
      'A proposal becomes an entry of the store setting `totalAttributes`; held orders that balance by it are passed on.',
  })
  @ApiOkResponse({ type: TotalExplanationDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such order in this store.' })
  explain(
    @Param('orderCode', orderCodePipe) orderCode: string,
    @CurrentStore() store: StoreContext,
  ): Promise<TotalExplanationDto> {
    return this.held.explain(store, orderCode);
  }
}

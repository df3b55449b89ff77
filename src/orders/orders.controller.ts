import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiExtraModels,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type Caller,
  CurrentCaller,
  RequireScope,
  StoreScoped,
} from '../platform/access/access.decorators.js';
import { CurrentStore } from '../stores/current-store.decorator.js';
import { Scope } from '../platform/access/scope.js';
import { ApiMagentoErrors, ApiWrite } from '../operations/api-write.decorator.js';
import { DryRunDto, OperationDto, WriteOutcomeDto } from '../operations/dto/operation.dto.js';
import { WriteQueryDto } from '../operations/dto/write-query.dto.js';
import { sendOutcome } from '../operations/write-answer.js';
import { type Asked, AskedWrite, writeOf } from '../operations/write-request.js';
import { IdPipe, KeptOrderCodePipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import { CancelledOrdersQueryDto, ListOrdersQueryDto, PendingOrdersQueryDto } from './dto/list-orders.dto.js';
import {
  CancelledOrderPageDto,
  OrderDto,
  OrderPageDto,
  OrderStatusDto,
  TimelineDto,
} from './dto/order.dto.js';
import {
  AcknowledgementsDto,
  AcknowledgementsResultDto,
  AcknowledgeOrderDto,
  CancelOrderDto,
  RefreshQueryDto,
} from './dto/write-order.dto.js';
import { OrderWritesService } from './order-writes.service.js';
import { OrdersService } from './orders.service.js';

const orderCodePipe = new IdPipe('orderCode');
const keptOrderCodePipe = new KeptOrderCodePipe();

@ApiTags('Orders')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@ApiExtraModels(WriteOutcomeDto, OperationDto, DryRunDto)
@Controller('orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly writes: OrderWritesService,
  ) {}

  @Get()
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get list of orders',
    description:
      'From the synchronised copy, sorted by creation time (by change time in Magento when updatedFrom or updatedTo is ' +
      'given, by change time here when changedSince is). ' +
      'Orders that are HELD, or WAITING in a status that is not fetched, are left out unless asked for; with changedSince, ' +
      'those that the shop put on hold (onHold), those that left the statuses that are fetched (WAITING), and those of ' +
      'which nothing is left to pack (syncReason nothing_left) are there, ' +
      'since a reader of changes may have them.',
  })
  @ApiOkResponse({ type: OrderPageDto })
  list(@Query() query: ListOrdersQueryDto, @CurrentStore() store: StoreContext): Promise<OrderPageDto> {
    return this.orders.list(store, query);
  }

  @Get('pending')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Pending sweep',
    description: 'Orders that are not acknowledged yet, without a time window.',
  })
  @ApiOkResponse({ type: OrderPageDto })
  pending(@Query() query: PendingOrdersQueryDto, @CurrentStore() store: StoreContext): Promise<OrderPageDto> {
    return this.orders.pending(store, query);
  }

  @Get('cancelled')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get cancelled orders and lines',
    description:
      'Sorted by change time. Orders that are cancelled (fullyCancelled), and those of which only some units are: ' +
      'cancelledItems has the quantities, which are absolute.',
  })
  @ApiOkResponse({ type: CancelledOrderPageDto })
  cancelled(
    @Query() query: CancelledOrdersQueryDto,
    @CurrentStore() store: StoreContext,
  ): Promise<CancelledOrderPageDto> {
    return this.orders.cancelled(store, query);
  }

  @Get(':orderCode')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get an order',
    description:
      'From the copy; refresh=true reads Magento first. An order in whose place Magento holds another one since it was ' +
      'installed again has its negative code.',
  })
  @ApiOkResponse({ type: OrderDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such order in this store.' })
  @ApiMagentoErrors()
  get(
    @Param('orderCode', keptOrderCodePipe) orderCode: string,
    @Query() query: RefreshQueryDto,
    @CurrentStore() store: StoreContext,
  ): Promise<OrderDto> {
    return this.orders.get(store, orderCode, query.refresh);
  }

  @Get(':orderCode/status')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({ summary: 'Get order status', description: 'Live from Magento.' })
  @ApiOkResponse({ type: OrderStatusDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'Magento has no such order.' })
  @ApiMagentoErrors()
  status(
    @Param('orderCode', keptOrderCodePipe) orderCode: string,
    @CurrentStore() store: StoreContext,
  ): Promise<OrderStatusDto> {
    return this.orders.status(store, orderCode);
  }

  @Get(':orderCode/timeline')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Timeline of an order',
    description: 'One line for each thing that happened to it.',
  })
  @ApiOkResponse({ type: TimelineDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such order in this store.' })
  timeline(
    @Param('orderCode', keptOrderCodePipe) orderCode: string,
    @CurrentStore() store: StoreContext,
  ): Promise<TimelineDto> {
    return this.orders.timeline(store, orderCode);
  }

  @Post(':orderCode/acknowledge')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Order acknowledgement',
    description:
      'Comments the order in Magento and sets it to the acknowledge status where the release allows it; where not, ' +
      'the outcome is DEGRADED. Repeats answer ALREADY.',
  })
  @ApiWrite()
  async acknowledge(
    @Param('orderCode', orderCodePipe) orderCode: string,
    @Query() query: WriteQueryDto,
    @Body() dto: AcknowledgeOrderDto,
    @AskedWrite() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteOutcomeDto | OperationDto | DryRunDto> {
    return sendOutcome(await this.writes.acknowledge(writeOf(asked, orderCode, query), dto), reply);
  }

  @Put('acknowledgements')
  @RequireScope(Scope.OrdersWrite)
  @ApiOperation({
    summary: 'Acknowledge several orders',
    description:
      "Increff's form, up to 200 orders. Each stands for itself: see successOrders and failedOrders.",
  })
  @ApiOkResponse({ type: AcknowledgementsResultDto })
  acknowledgeAll(
    @Body() dto: AcknowledgementsDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<AcknowledgementsResultDto> {
    return this.writes.acknowledgeAll(store, dto.orders, caller);
  }

  @Post(':orderCode/cancel')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Cancel order',
    description:
      'The whole order. Only the order read back counts. Invoiced or shipped orders are REFUSED; an order that is ' +
      'cancelled already answers ALREADY.',
  })
  @ApiWrite()
  async cancel(
    @Param('orderCode', orderCodePipe) orderCode: string,
    @Query() query: WriteQueryDto,
    @Body() dto: CancelOrderDto,
    @AskedWrite() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteOutcomeDto | OperationDto | DryRunDto> {
    return sendOutcome(await this.writes.cancel(writeOf(asked, orderCode, query), dto), reply);
  }
}

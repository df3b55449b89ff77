import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiHeader,
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
import { ApiMagentoErrors } from '../operations/api-write.decorator.js';
import { CodePipe } from '../platform/http/code-pipe.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import {
  AddReturnItemsDto,
  CancelReturnItemsDto,
  FindByAwbDto,
  ListReturnsQueryDto,
  ProcessReturnDto,
  ReturnAckDto,
} from './dto/process-return.dto.js';
import { FoundReturnDto, QcReasonsDto, ReturnOrderViewDto, ReturnPageDto } from './dto/return-view.dto.js';
import { CreateReturnOrderDto } from './dto/return-order.dto.js';
import { ReturnProcessingService } from './return-processing.service.js';
import { ReturnsService } from './returns.service.js';

const codePipe = new CodePipe('returnOrderCode');

@ApiTags('Returns')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@Controller('return')
export class ReturnsController {
  constructor(
    private readonly returns: ReturnsService,
    private readonly processing: ReturnProcessingService,
  ) {}

  @Post('return-orders')
  @RequireScope(Scope.ReturnsWrite)
  @HttpCode(200)
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Up to 255 characters, kept 72 hours.',
  })
  @ApiOperation({
    summary: 'Create return order',
    description:
      'One item is one unit. Not more of a SKU can come back than was shipped. The same returnOrderCode with the same ' +
      'body is a repeat. Without awbNumber and transporter Increff books the courier, and the starred fields are needed.',
  })
  @ApiOkResponse({ description: 'Accepted; empty body.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such forward order.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'The returnOrderCode stands for another body.' })
  @ApiMagentoErrors()
  create(
    @Body() dto: CreateReturnOrderDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    return this.returns.create(store, dto, caller);
  }

  @Get('return-orders')
  @RequireScope(Scope.OrdersRead, Scope.ReturnsWrite)
  @ApiOperation({ summary: 'List return orders', description: 'Of the store, the newest first.' })
  @ApiOkResponse({ type: ReturnPageDto })
  list(@Query() query: ListReturnsQueryDto, @CurrentStore() store: StoreContext): Promise<ReturnPageDto> {
    return this.returns.list(store, query);
  }

  @Get('return-orders/:returnOrderCode')
  @RequireScope(Scope.OrdersRead, Scope.ReturnsWrite)
  @ApiOperation({ summary: 'Get a return order', description: 'With its states so far.' })
  @ApiOkResponse({ type: ReturnOrderViewDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such return order.' })
  get(
    @Param('returnOrderCode', codePipe) returnOrderCode: string,
    @CurrentStore() store: StoreContext,
  ): Promise<ReturnOrderViewDto> {
    return this.returns.get(store, returnOrderCode);
  }

  @Put('update-return-order/item')
  @RequireScope(Scope.ReturnsWrite)
  @ApiOperation({ summary: 'Add items to a return order', description: 'Before any is processed.' })
  @ApiOkResponse({ description: 'Accepted; empty body.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such return order.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'Items of it are processed.' })
  @ApiMagentoErrors()
  add(@Body() dto: AddReturnItemsDto, @CurrentStore() store: StoreContext): Promise<void> {
    return this.returns.add(store, dto);
  }

  @Post('return-orders/:returnOrderCode/processing')
  @RequireScope(Scope.ReturnsWrite)
  @HttpCode(200)
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Up to 255 characters, kept 72 hours.',
  })
  @ApiOperation({
    summary: 'Return processed',
    description:
      'Results of the quality check, in one or several parts. When all items have one, the merchant gets one return ' +
      'order acknowledgement. With `correction`, results may differ from those that stand; a return that was acknowledged ' +
      'is acknowledged again, with `correction: true` in the body.',
  })
  @ApiOkResponse({ type: ReturnOrderViewDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such return order.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'An item has another result already.' })
  process(
    @Param('returnOrderCode', codePipe) returnOrderCode: string,
    @Body() dto: ProcessReturnDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<ReturnOrderViewDto> {
    return this.processing.process(store, returnOrderCode, dto, caller);
  }

  @Post('return-orders/:returnOrderCode/cancel')
  @RequireScope(Scope.ReturnsWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Cancel return order items',
    description:
      'Those that are not processed yet. Where the others have their results, the merchant gets the acknowledgement.',
  })
  @ApiOkResponse({ type: ReturnOrderViewDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such return order.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'The return is processed.' })
  cancel(
    @Param('returnOrderCode', codePipe) returnOrderCode: string,
    @Body() dto: CancelReturnItemsDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<ReturnOrderViewDto> {
    return this.returns.cancel(store, returnOrderCode, dto, caller);
  }

  @Put('return-order-ack')
  @RequireScope(Scope.ReturnsWrite)
  @ApiOperation({
    summary: 'Take the acknowledgement of a return as Increff sends it',
    description:
      "The document's return order acknowledgement, at one address for all returns, for an Increff that acknowledges by itself. " +
      'What it says stands, also where another result stood before; items that it does not name stay open.',
  })
  @ApiOkResponse({ type: ReturnOrderViewDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such return order.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'An item was cancelled.' })
  acknowledge(
    @Body() dto: ReturnAckDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<ReturnOrderViewDto> {
    return this.processing.acknowledge(store, dto, caller);
  }

  @Get('qc-reasons')
  @RequireScope(Scope.OrdersRead, Scope.ReturnsWrite)
  @ApiOperation({
    summary: 'List reasons of failed quality checks',
    description: "Increff's list, the store's own, and those that were given. Any text is taken as a reason.",
  })
  @ApiOkResponse({ type: QcReasonsDto })
  qcReasons(@CurrentStore() store: StoreContext): Promise<QcReasonsDto> {
    return this.returns.qcReasons(store);
  }

  @Post('get/awb')
  @RequireScope(Scope.OrdersRead, Scope.ReturnsWrite)
  @HttpCode(200)
  @ApiOperation({ summary: 'Find returns by AWB', description: 'Under which the courier brings them back.' })
  @ApiOkResponse({ type: [FoundReturnDto] })
  findByAwb(@Body() dto: FindByAwbDto, @CurrentStore() store: StoreContext): Promise<FoundReturnDto[]> {
    return this.returns.findByAwb(store, dto);
  }
}

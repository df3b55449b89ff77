import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
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
import { UuidPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import { DeliveriesService } from './deliveries.service.js';
import {
  DeliveryDetailDto,
  DeliveryDto,
  DeliveryPageDto,
  ListDeliveriesQueryDto,
  ReplayDto,
  ReplayResultDto,
} from './dto/delivery.dto.js';

@ApiTags('Deliveries')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@Controller('deliveries')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @RequireScope(Scope.OrdersRead, Scope.NotificationsWrite)
  @ApiOperation({
    summary: 'List deliveries',
    description: 'What was and is to be sent to the merchant. The newest first.',
  })
  @ApiOkResponse({ type: DeliveryPageDto })
  list(
    @Query() query: ListDeliveriesQueryDto,
    @CurrentStore() store: StoreContext,
  ): Promise<DeliveryPageDto> {
    return this.deliveries.list(store, query);
  }

  @Post('replay')
  @RequireScope(Scope.NotificationsWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Replay deliveries',
    description: 'All that the filter finds, each with the webhook-id it had. dryRun only counts.',
  })
  @ApiOkResponse({ type: ReplayResultDto })
  replayAll(
    @Body() dto: ReplayDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<ReplayResultDto> {
    return this.deliveries.replayAll(store, dto, caller);
  }

  @Get(':deliveryId')
  @RequireScope(Scope.OrdersRead, Scope.NotificationsWrite)
  @ApiOperation({ summary: 'Get a delivery', description: 'With its body and every try.' })
  @ApiOkResponse({ type: DeliveryDetailDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such delivery in this store.' })
  get(
    @Param('deliveryId', new UuidPipe('deliveryId')) deliveryId: string,
    @CurrentStore() store: StoreContext,
  ): Promise<DeliveryDetailDto> {
    return this.deliveries.get(store, deliveryId);
  }

  @Post(':deliveryId/replay')
  @RequireScope(Scope.NotificationsWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Replay a delivery',
    description: 'DELIVERED, DEAD or SHADOWED; with the webhook-id it had.',
  })
  @ApiOkResponse({ type: DeliveryDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such delivery in this store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'It is pending.' })
  replay(
    @Param('deliveryId', new UuidPipe('deliveryId')) deliveryId: string,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<DeliveryDto> {
    return this.deliveries.replay(store, deliveryId, caller);
  }
}

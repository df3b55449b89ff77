import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type Caller,
  CurrentCaller,
  RequireScope,
  StoreScoped,
} from '../platform/access/access.decorators.js';
import { CurrentStore } from '../stores/current-store.decorator.js';
import { Scope } from '../platform/access/scope.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import {
  ListNotificationsQueryDto,
  NotificationAcceptedDto,
  NotificationDto,
  NotificationPageDto,
} from './dto/notification.dto.js';
import { describeTypes } from './aggregators/describe-types.js';
import { NotificationsService } from './notifications.service.js';

@ApiTags('Notifications')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Post()
  @RequireScope(Scope.NotificationsWrite)
  @HttpCode(200)
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Up to 255 characters, kept 72 hours.',
  })
  @ApiOperation({
    summary: 'Push a notification to the merchant',
    description:
      'The answer means: stored, and it will be delivered, after all that was accepted before for the same order. The ' +
      `same parcel, type and time are a repeat. Types:\n\n${describeTypes()}`,
  })
  @ApiOkResponse({ type: NotificationAcceptedDto })
  accept(
    @Body() dto: NotificationDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<NotificationAcceptedDto> {
    return this.notifications.acceptBody(store, dto, caller.requestId);
  }

  @Get()
  @RequireScope(Scope.OrdersRead, Scope.NotificationsWrite)
  @ApiOperation({
    summary: 'List notifications',
    description: 'Events without a type and malformed events are included.',
  })
  @ApiOkResponse({ type: NotificationPageDto })
  list(
    @Query() query: ListNotificationsQueryDto,
    @CurrentStore() store: StoreContext,
  ): Promise<NotificationPageDto> {
    return this.notifications.list(store, query);
  }
}

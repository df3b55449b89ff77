import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
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
import { IdPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import { NotificationRowDto } from './dto/notification.dto.js';
import { AssignEventDto, DismissEventDto } from './dto/waiting-event.dto.js';
import { NotificationsService } from './notifications.service.js';
import { WaitingEventsService } from './waiting-events.service.js';

const idPipe = new IdPipe('notificationId');

@ApiTags('Notifications')
@StoreScoped()
@ApiNotFoundResponse({ type: ProblemDto, description: 'No such notification or order in this store.' })
@ApiConflictResponse({ type: ProblemDto, description: 'It waits for no order.' })
@Controller('notifications')
export class WaitingEventsController {
  constructor(
    private readonly waiting: WaitingEventsService,
    private readonly notifications: NotificationsService,
  ) {}

  @Post(':notificationId/assign')
  @RequireScope(Scope.NotificationsWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say which order an event is of',
    description:
      'For operators: of an event in state WAITING. The merchant is told of it as if the aggregator had named the order.',
  })
  @ApiOkResponse({ type: NotificationRowDto })
  async assign(
    @Param('notificationId', idPipe) id: string,
    @Body() dto: AssignEventDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<NotificationRowDto> {
    await this.waiting.assign(store, id, dto.orderCode, caller);
    return this.notifications.get(store, id);
  }

  @Post(':notificationId/dismiss')
  @RequireScope(Scope.NotificationsWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say that an event is of no order here',
    description:
      'For operators: of an event in state WAITING, as of a parcel that another sales channel sent. Nobody is told of it.',
  })
  @ApiOkResponse({ type: NotificationRowDto })
  async dismiss(
    @Param('notificationId', idPipe) id: string,
    @Body() dto: DismissEventDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<NotificationRowDto> {
    await this.waiting.dismiss(store, id, dto.reason, caller);
    return this.notifications.get(store, id);
  }
}

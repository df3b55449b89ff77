import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
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
import { IdPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import { NotificationRowDto } from './dto/notification.dto.js';
import {
  AssignEventDto,
  DismissedEventsDto,
  DismissEventDto,
  DismissEventsDto,
} from './dto/waiting-event.dto.js';
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
      'For operators: of an event in state WAITING. It goes to the merchant as if the aggregator had named the order.',
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
      'For operators: of an event in state WAITING, as of a parcel that another sales channel sent. It does not go to the merchant.',
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

  @Post(':notificationId/retry')
  @RequireScope(Scope.NotificationsWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Look for the order of an event again',
    description:
      'For operators: of an event in state WAITING, now. It stays there where its order is not found.',
  })
  @ApiOkResponse({ type: NotificationRowDto })
  async retry(
    @Param('notificationId', idPipe) id: string,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<NotificationRowDto> {
    await this.waiting.lookAgain(store, id, caller);
    return this.notifications.get(store, id);
  }

  @Post('dismiss')
  @RequireScope(Scope.NotificationsWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say that many events are of no order here',
    description: 'For operators: of all events in state WAITING that fit. Count first, with `dryRun`.',
  })
  @ApiOkResponse({ type: DismissedEventsDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'No condition is given, or one is wrong.' })
  dismissAll(
    @Body() dto: DismissEventsDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<DismissedEventsDto> {
    return this.waiting.dismissAll(store, dto, caller);
  }
}

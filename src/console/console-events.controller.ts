import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AssignEventDto, DismissEventDto, DismissEventsDto } from '../notifications/dto/waiting-event.dto.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { WaitingEventsService } from '../notifications/waiting-events.service.js';
import { IdPipe } from '../platform/http/parameter-pipes.js';
import { sendCountedAll } from './chosen/counted-all-page.js';
import { readForm } from './console-form.js';
import { ConsoleActions } from './console.decorators.js';
import { actorOf, Needs, storeOf } from './console.guard.js';
import { sendPage } from './console.page.js';
import { noticeOf } from './notices.js';
import { EventPage } from './pages/event.js';
import { Right } from './rights.js';
import { address } from './views/cells.js';

const idPipe = new IdPipe('notificationId');

/** Events that wait for their order, and what an operator may do about them. */
@ConsoleActions(Right.Operate)
@Controller('console/events')
export class ConsoleEventsController {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly waiting: WaitingEventsService,
  ) {}

  @Get(':notificationId')
  @Needs(Right.Look)
  async event(
    @Param('notificationId', idPipe) id: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const event = await this.notifications.get(storeOf(request), id);
    sendPage(reply, EventPage({ frame: { ...request.frame!, notice: noticeOf(query) }, event }));
  }

  @Post('dismiss')
  async dismissAll(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const dto = await readForm(body, DismissEventsDto, { dryRun: body['dryRun'] === 'true' });
    const { dryRun, count } = await this.waiting.dismissAll(store, dto, actorOf(request));
    if (dryRun) return sendCountedAll(request, reply, 'dismiss', { count });
    const more = { did: 'dismissedAll', count: String(count) };
    void reply.redirect(address('events', store.code, more), 303);
  }

  @Post(':notificationId/retry')
  async retry(
    @Param('notificationId', idPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.waiting.lookAgain(storeOf(request), id, actorOf(request));
    this.back(request, reply, id, 'lookedAgain');
  }

  @Post(':notificationId/assign')
  async assign(
    @Param('notificationId', idPipe) id: string,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { orderCode } = await readForm(body, AssignEventDto);
    await this.waiting.assign(storeOf(request), id, orderCode, actorOf(request));
    this.back(request, reply, id, 'assigned');
  }

  @Post(':notificationId/dismiss')
  async dismiss(
    @Param('notificationId', idPipe) id: string,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { reason } = await readForm(body, DismissEventDto);
    await this.waiting.dismiss(storeOf(request), id, reason, actorOf(request));
    this.back(request, reply, id, 'dismissed');
  }

  private back(request: FastifyRequest, reply: FastifyReply, id: string, did: string): void {
    void reply.redirect(address(`events/${id}`, storeOf(request).code, { did }), 303);
  }
}

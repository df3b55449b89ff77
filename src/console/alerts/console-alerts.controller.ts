import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { AlertChannelsService } from '../../alerts/alert-channels.service.js';
import {
  type AlertChannelDto,
  type AlertChannelSecretDto,
  ChangeAlertChannelDto,
  CreateAlertChannelDto,
} from '../../alerts/dto/alert-channel.dto.js';
import { AppError, BadRequestError } from '../../platform/errors/app-error.js';
import { IdPipe } from '../../platform/http/parameter-pipes.js';
import { readForm } from '../console-form.js';
import { ConsoleActions } from '../console.decorators.js';
import { actorOf, Needs, storeOf } from '../console.guard.js';
import { sendPage } from '../console.page.js';
import { noticeOf } from '../notices.js';
import { Right } from '../rights.js';
import { address } from '../views/cells.js';
import { emptyForm, errorsIn, formOfChannel, readAlertForm, rulesIn } from './alert-form.js';
import { AlertFormPage } from './alert-form-page.js';
import { AlertsPage, type AlertsPageProps } from './alerts-page.js';
import { lastMessages } from './alerts.read-model.js';

type Form = Record<string, unknown>;

const ID = new IdPipe('channelId');

/** Who hears of problems. */
@ConsoleActions(Right.Administer)
@Controller('console/alerts')
export class ConsoleAlertsController {
  constructor(
    private readonly channels: AlertChannelsService,
    private readonly database: DataSource,
  ) {}

  @Get()
  @Needs(Right.Settings)
  async list(
    @Query() query: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    request.frame!.notice = noticeOf(query);
    await this.show(request, reply);
  }

  @Get('new')
  begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const frame = request.frame!;
    sendPage(reply, AlertFormPage({ frame, form: emptyForm(frame.reader.zone) }));
  }

  @Post('new')
  @HttpCode(200)
  async add(@Body() body: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.orAgain(request, reply, body, undefined, async () => {
      const form = readAlertForm(body);
      const { name, kind, target } = form.typed;
      const rules = rulesIn(form, storeOf(request).code);
      const dto = await readForm({ name, kind, target }, CreateAlertChannelDto, { ...rules });
      return this.channels.create(dto, actorOf(request));
    });
  }

  @Get(':channelId')
  async form(
    @Param('channelId', ID) channelId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = request.frame!;
    const channel = await this.channels.get(channelId);
    sendPage(reply, AlertFormPage({ frame, channel, form: formOfChannel(channel, frame.reader.zone) }));
  }

  @Post(':channelId')
  @HttpCode(200)
  async change(
    @Param('channelId', ID) channelId: string,
    @Body() body: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const channel = await this.channels.get(channelId);
    await this.orAgain(request, reply, body, channel, async () => {
      const form = readAlertForm(body);
      const { name, target } = form.typed;
      // A channel of another store stays there: the form names only this one.
      const rules = rulesIn(form, channel.storeCode ?? storeOf(request).code);
      const newSecret = form.newSecret ? { newSecret: true } : {};
      const dto = await readForm({ name, target }, ChangeAlertChannelDto, { ...rules, ...newSecret });
      return this.channels.change(channelId, dto, actorOf(request));
    });
  }

  @Post(':channelId/test')
  @HttpCode(200)
  async test(
    @Param('channelId', ID) channelId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name } = await this.channels.get(channelId);
    const tested = await this.channels.test(channelId, actorOf(request));
    await this.show(request, reply, { tested: { ...tested, name } });
  }

  @Post(':channelId/remove')
  async remove(
    @Param('channelId', ID) channelId: string,
    @Body() body: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (body['confirmed'] !== 'true') throw BadRequestError.field('confirmed', 'must be ticked');
    await this.channels.remove(channelId, actorOf(request));
    void reply.redirect(address('alerts', storeOf(request).code, { did: 'channelRemoved' }), 303);
  }

  /** The form again, with what is wrong beside each field; else the list. */
  private async orAgain(
    request: FastifyRequest,
    reply: FastifyReply,
    body: Form,
    channel: AlertChannelDto | undefined,
    save: () => Promise<AlertChannelSecretDto>,
  ): Promise<void> {
    try {
      const { name, signingSecret } = await save();
      if (signingSecret !== undefined) {
        return await this.show(request, reply, { secret: { name, signingSecret } });
      }
      void reply.redirect(address('alerts', storeOf(request).code, { did: 'channelSaved' }), 303);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const form = { ...readAlertForm(body), errors: errorsIn(error) };
      sendPage(reply, AlertFormPage({ frame: request.frame!, form, channel }));
    }
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    more: Pick<AlertsPageProps, 'tested' | 'secret'> = {},
  ): Promise<void> {
    const { id, code } = storeOf(request);
    const channels = await this.channels.list(code);
    const messages = await lastMessages(this.database.manager, id);
    const { canMail } = this.channels;
    sendPage(reply, AlertsPage({ frame: request.frame!, channels, messages, canMail, ...more }));
  }
}

import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StoreSettings } from '../../stores/dto/store-settings.dto.js';
import { SettingsChangedError } from '../../stores/stores.errors.js';
import { StoresService } from '../../stores/stores.service.js';
import { ConsoleActions } from '../console.decorators.js';
import { actorOf, Needs, storeOf } from '../console.guard.js';
import { sendPage } from '../console.page.js';
import { noticeOf } from '../notices.js';
import { Right } from '../rights.js';
import { address } from '../views/cells.js';
import { SETTING_FIELDS } from './fields.js';
import { type ReadForm, readSettingsForm, redrawn, settingsOf } from './form.js';
import { errorsInWords } from './in-words.js';
import { ReviewPage } from './review-page.js';
import { SettingsPage, type SettingsPageProps } from './settings-page.js';
import { changesOf, typedFrom } from './typed.js';

const NAMES = SETTING_FIELDS.map(({ name }) => name);

type Shown = Partial<Omit<SettingsPageProps, 'frame' | 'store'>>;

/** Settings as a form: written, looked through, saved as the API saves them. */
@ConsoleActions(Right.Administer)
@Controller('console/store/settings')
export class ConsoleSettingsController {
  constructor(private readonly stores: StoresService) {}

  @Get()
  @Needs(Right.Settings)
  show(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    request.frame!.notice = noticeOf(query);
    this.form(request, reply, {});
  }

  @Post()
  @HttpCode(200)
  async change(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const frame = request.frame!;
    const read = readSettingsForm(body, NAMES, store.settings);
    if (read.elsewhere.length > 0) return this.outdated(request, reply, read, store.settings);
    const { typed, drawn, changes } = read;
    const errors = errorsInWords(read.errors, frame.reader);
    const form = { settings: drawn, typed, errors };
    if (read.errors.length > 0) return this.form(request, reply.status(400), { form });
    if (body['do'] === 'edit' || changes.length === 0) {
      return this.form(request, reply, { form, isSame: changes.length === 0 });
    }
    if (body['do'] === 'save') return this.save(request, reply, read);
    sendPage(reply, ReviewPage({ frame, store: store.code, changes, typed, settings: drawn }));
  }

  private async save(request: FastifyRequest, reply: FastifyReply, read: ReadForm): Promise<void> {
    const { code } = storeOf(request);
    try {
      const settings = settingsOf(read.changes);
      await this.stores.update(code, { settings }, actorOf(request), { settings: read.drawn });
    } catch (error) {
      if (!(error instanceof SettingsChangedError)) throw error;
      return this.outdated(request, reply, read, error.now);
    }
    void reply.redirect(address('store/settings', code, { did: 'changed' }), 303);
  }

  /** Nothing is overwritten that the person has not seen. */
  private outdated(
    request: FastifyRequest,
    reply: FastifyReply,
    read: ReadForm,
    settings: StoreSettings,
  ): void {
    const form = { settings, typed: redrawn(read, settings), errors: new Map() };
    const elsewhere = changesOf(read.drawn, settings);
    this.form(request, reply.status(409), { form, elsewhere });
  }

  private form(request: FastifyRequest, reply: FastifyReply, shown: Shown): void {
    const store = storeOf(request);
    const { settings } = store;
    const form = { settings, typed: typedFrom(settings, NAMES), errors: new Map() };
    sendPage(reply, SettingsPage({ frame: request.frame!, store, form, ...shown }));
  }
}

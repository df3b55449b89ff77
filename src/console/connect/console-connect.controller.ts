import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { NewestOrdersService } from '../../orders/newest-orders.service.js';
import { AppError, errorWords } from '../../platform/errors/app-error.js';
import { CreateStoreDto, type CredentialsDto, UpdateStoreDto } from '../../stores/dto/store.dto.js';
import { storesThatTakeItsOrders } from '../../stores/store-check.read-model.js';
import { StoreCheckService } from '../../stores/store-check.service.js';
import { SettingsChangedError, StoreStartedError } from '../../stores/stores.errors.js';
import { type StoreContext, StoresService } from '../../stores/stores.service.js';
import { readForm } from '../console-form.js';
import { ConsoleActions } from '../console.decorators.js';
import { actorOf, storeOf } from '../console.guard.js';
import { sendPage } from '../console.page.js';
import { Right } from '../rights.js';
import { readSettingsForm, redrawn, settingsOf } from '../settings/form.js';
import { errorsInWords } from '../settings/in-words.js';
import { changesOf, typedFrom } from '../settings/typed.js';
import { address } from '../views/cells.js';
import { AlreadyStartedPage, ConnectPage } from './connect-page.js';
import { KEY_SETTINGS, stepAddress } from './connect-step.js';
import { ConnectionForms, credentialsOf, emptyConnection, type TypedConnection } from './connection-form.js';
import type { Found } from './newest-orders.js';
import { firstOpen } from './set-up-state.js';
import { isPart, STEPS } from './set-up-steps.js';
import { SetUpService } from './set-up.service.js';

type Sent = Record<string, unknown>;

/** Connects a store step by step. It exists, paused, from the first step on; the last one starts it. */
@ConsoleActions(Right.Administer)
@Controller('console')
export class ConsoleConnectController {
  constructor(
    private readonly stores: StoresService,
    private readonly checks: StoreCheckService,
    private readonly newest: NewestOrdersService,
    private readonly forms: ConnectionForms,
    private readonly setUp: SetUpService,
    private readonly database: DataSource,
  ) {}

  @Get('stores/new')
  begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendPage(reply, ConnectPage({ frame: request.frame!, now: 'address', connection: emptyConnection() }));
  }

  @Post('stores/new')
  @HttpCode(200)
  async add(@Body() body: Sent, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const typed = this.forms.read(body, request.visitor!.id);
    await this.orAgain(request, reply, typed, undefined, async () => {
      const { code, baseUrl, storeView } = typed.plain;
      const credentials = credentialsOf(typed) ?? { scheme: typed.plain.scheme };
      const dto = await readForm({ code, baseUrl, storeView }, CreateStoreDto, { credentials });
      return this.stores.prepare(dto, actorOf(request));
    });
  }

  @Get('store/connect')
  async step(
    @Query('step') asked: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const frame = request.frame!;
    if (!store.paused) return sendPage(reply, AlreadyStartedPage({ frame, store }));
    const setUp = await this.setUp.of(store);
    const now = STEPS.find((step) => step === asked) ?? firstOpen(setUp);
    if (isPart(now)) return void reply.redirect(stepAddress(now, store), 303);
    const { baseUrl, storeView, authScheme } = store.row;
    const connection = emptyConnection({ code: store.code, baseUrl, storeView, scheme: authScheme });
    const { settings } = store;
    const form = { settings, typed: typedFrom(settings, KEY_SETTINGS), errors: new Map() };
    const sharing = now === 'begin' ? await storesThatTakeItsOrders(this.database.manager, store.id) : [];
    sendPage(reply, ConnectPage({ frame, now, store, setUp, connection, form, sharing }));
  }

  @Post('store/connect/address')
  @HttpCode(200)
  async address(
    @Body() body: Sent,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = pausedOf(request);
    const typed = this.forms.read({ ...body, code: store.code }, request.visitor!.id);
    await this.orAgain(request, reply, typed, store, async () => {
      const { baseUrl, storeView } = typed.plain;
      const given = credentialsOf(typed) ?? otherScheme(typed, store);
      const credentials = given && this.stores.completeCredentials(store, given, baseUrl);
      const dto = await readForm({ baseUrl, storeView }, UpdateStoreDto, credentials ? { credentials } : {});
      return this.stores.update(store.code, dto, actorOf(request), { paused: true });
    });
  }

  @Post('store/connect/check')
  @HttpCode(200)
  async check(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code } = pausedOf(request);
    const check = await this.checks.check(code, actorOf(request));
    const store = await this.stores.byCode(code);
    const found: Found = { check, orders: await this.ordersOf(store) };
    const setUp = await this.setUp.of(store);
    sendPage(reply, ConnectPage({ frame: request.frame!, now: 'check', store, setUp, found }));
  }

  @Post('store/connect/settings')
  @HttpCode(200)
  async settings(
    @Body() body: Sent,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = pausedOf(request);
    const frame = request.frame!;
    const read = readSettingsForm(body, KEY_SETTINGS, store.settings);
    const { typed, drawn, changes } = read;
    if (read.errors.length > 0) {
      const form = { settings: drawn, typed, errors: errorsInWords(read.errors, frame.reader) };
      const setUp = await this.setUp.of(store);
      return sendPage(reply.status(400), ConnectPage({ frame, now: 'settings', store, setUp, form }));
    }
    try {
      if (changes.length > 0) {
        const seen = { settings: drawn, paused: true } as const;
        await this.stores.update(store.code, { settings: settingsOf(changes) }, actorOf(request), seen);
      }
    } catch (error) {
      if (!(error instanceof SettingsChangedError)) throw error;
      const form = { settings: error.now, typed: redrawn(read, error.now), errors: new Map() };
      const elsewhere = changesOf(drawn, error.now);
      const props = { frame, now: 'settings', store, form, elsewhere } as const;
      return sendPage(reply.status(409), ConnectPage({ ...props, setUp: await this.setUp.of(store) }));
    }
    const passed = await this.stores.passSetUpStep(store.code, 'settings', actorOf(request));
    void reply.redirect(stepAddress('couriers', passed), 303);
  }

  @Post('store/connect/start')
  async start(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { code } = pausedOf(request);
    await this.stores.update(code, { paused: false }, actorOf(request));
    void reply.redirect(address('store', code, { did: 'connected' }), 303);
  }

  /** What cannot be saved comes back as it was typed, with what is wrong beside it. */
  private async orAgain(
    request: FastifyRequest,
    reply: FastifyReply,
    typed: TypedConnection,
    store: StoreContext | undefined,
    save: () => Promise<StoreContext>,
  ): Promise<void> {
    try {
      void reply.redirect(stepAddress('check', await save()), 303);
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      const connection = this.forms.again(typed, request.visitor!.id, error);
      const setUp = store && (await this.setUp.of(store));
      const page = ConnectPage({ frame: request.frame!, now: 'address', store, setUp, connection });
      sendPage(reply.status(error.status), page);
    }
  }

  /** @returns why not, where the shop does not answer them */
  private async ordersOf(store: StoreContext): Promise<Found['orders']> {
    try {
      return await this.newest.read(store);
    } catch (error) {
      return errorWords(error).message;
    }
  }
}

/** Another kind of sign-in needs its values: without them it is refused, and not passed over. */
function otherScheme(
  { plain: { scheme } }: TypedConnection,
  { row }: StoreContext,
): CredentialsDto | undefined {
  return scheme === '' || scheme === row.authScheme
    ? undefined
    : { scheme: scheme as CredentialsDto['scheme'] };
}

/** @throws StoreStartedError as far as this process knows; what is changed is looked at again under a lock */
function pausedOf(request: FastifyRequest): StoreContext {
  const store = storeOf(request);
  if (!store.paused) throw new StoreStartedError(store.code);
  return store;
}

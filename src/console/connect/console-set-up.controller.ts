import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { ClientsService } from '../../auth/clients.service.js';
import { CreateClientDto } from '../../auth/dto/client.dto.js';
import { DeliveryRoutes } from '../../deliveries/delivery-routes.js';
import { PutEndpointDto } from '../../deliveries/dto/endpoint.dto.js';
import { EndpointsService } from '../../deliveries/endpoints.service.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { AppError, BadRequestError, NotFoundError } from '../../platform/errors/app-error.js';
import { UpdateStoreDto } from '../../stores/dto/store.dto.js';
import { SET_UP_STEPS, type StoreContext, StoresService } from '../../stores/stores.service.js';
import { endpointInWords } from '../../words/kinds.js';
import { readForm, wordsOf } from '../console-form.js';
import { ConsoleActions } from '../console.decorators.js';
import { actorOf, storeOf } from '../console.guard.js';
import { sendPage } from '../console.page.js';
import { Right } from '../rights.js';
import { keyInWords } from '../words/set-up.js';
import { type ClientFormState, ClientsPart, type ClientsPartProps, emptyClient } from './clients-part.js';
import { ConnectPage } from './connect-page.js';
import { stepAddress } from './connect-step.js';
import { type CourierPlace, placesOf } from './courier-places.js';
import { CouriersPart, type CouriersPartProps } from './couriers-part.js';
import { clientErrorsIn, endpointIn, readClient, typedEndpoint } from './part-bodies.js';
import { EndpointsPart, type EndpointsPartProps } from './endpoints-part.js';
import { lastEvents } from './last-events.read-model.js';
import { mistakesIn, type PartProps } from './part-form.js';
import { PartPage } from './part-page.js';
import { neededKinds, stepAfter } from './set-up-state.js';
import type { Part } from './set-up-steps.js';
import { SetUpService } from './set-up.service.js';

type Sent = Record<string, unknown>;

/** Couriers, endpoints and clients of a store: steps of its set-up, and pages of it afterwards. */
@ConsoleActions(Right.Administer)
@Controller('console/store')
export class ConsoleSetUpController {
  constructor(
    private readonly stores: StoresService,
    private readonly endpoints: EndpointsService,
    private readonly routes: DeliveryRoutes,
    private readonly clients: ClientsService,
    private readonly setUp: SetUpService,
    private readonly config: AppConfig,
    private readonly database: DataSource,
  ) {}

  /** The step is left out; the next one comes. */
  @Post('connect/pass')
  async pass(@Body() body: Sent, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const step = SET_UP_STEPS.find((one) => one === body['step']);
    if (step === undefined) throw BadRequestError.field('step', 'must be a step of the set-up');
    const store = await this.stores.passSetUpStep(storeOf(request).code, step, actorOf(request));
    void reply.redirect(stepAddress(stepAfter(step), store), 303);
  }

  @Get('couriers')
  couriers(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.showCouriers(request, reply);
  }

  /** The key is in this page and nowhere else. */
  @Post('couriers')
  @HttpCode(200)
  async setKey(
    @Body() body: Sent,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const place = this.placesOf(request, store).find(({ id }) => id === body['courier']);
    if (!place) throw new NotFoundError('courier', 'There is no such courier.');
    if (place.hasKey && body['confirmed'] !== 'true') {
      throw BadRequestError.field('confirmed', 'must be ticked: the key before ends at once');
    }
    try {
      const key = wordsOf(body, 'key') || place.makeKey();
      const dto = await readForm({}, UpdateStoreDto, { ...place.change(key) });
      await this.stores.update(store.code, dto, actorOf(request));
      const secret = { title: `Key of ${place.title}`, secret: key, then: keyInWords(place, key) };
      await this.showCouriers(request, reply, { secret });
    } catch (error) {
      if (!isMistake(error)) throw error;
      const mistake = { of: place.id, errors: mistakesIn(error, 'key'), typed: {} };
      await this.showCouriers(request, reply.status(error.status), { mistake });
    }
  }

  @Get('endpoints')
  endpointsPage(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.showEndpoints(request, reply);
  }

  @Post('endpoints/:kind')
  @HttpCode(200)
  async setEndpoint(
    @Param('kind') named: string,
    @Body() body: Sent,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kind = this.endpoints.kindCalled(named);
    if (kind === undefined) throw new NotFoundError('kind', 'There is no such endpoint.');
    try {
      const dto = await readForm({}, PutEndpointDto, endpointIn(body, this.routes.of(kind)));
      const { signingSecret } = await this.endpoints.put(storeOf(request), kind, dto, actorOf(request));
      const title = `Signing secret of “${endpointInWords(kind)}”`;
      const then = 'The receiver checks the signature of each delivery with it.';
      const secret = signingSecret === undefined ? undefined : { title, secret: signingSecret, then };
      await this.showEndpoints(request, reply, { secret });
    } catch (error) {
      if (!isMistake(error)) throw error;
      const mistake = { of: kind, errors: mistakesIn(error, 'url'), typed: typedEndpoint(body) };
      await this.showEndpoints(request, reply.status(error.status), { mistake });
    }
  }

  @Get('clients')
  clientsPage(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.showClients(request, reply);
  }

  @Post('clients')
  @HttpCode(200)
  async makeClient(
    @Body() body: Sent,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = readClient(body);
    try {
      const storeCodes = form.isForAll ? null : [storeOf(request).code];
      const made = { scopes: [...form.scopes], storeCodes };
      const dto = await readForm({ clientId: form.clientId }, CreateClientDto, made);
      const { client, secret } = await this.clients.create(dto, actorOf(request));
      const then = 'It signs in with its name and this secret.';
      await this.showClients(request, reply, { secret: { title: `Secret of ${client.id}`, secret, then } });
    } catch (error) {
      if (!isMistake(error)) throw error;
      await this.showClients(request, reply.status(error.status), {
        form: { ...form, errors: clientErrorsIn(error) },
      });
    }
  }

  private async showCouriers(
    request: FastifyRequest,
    reply: FastifyReply,
    more: Pick<CouriersPartProps, 'secret' | 'mistake'> = {},
  ): Promise<void> {
    const store = await this.stores.byCode(storeOf(request).code);
    const places = this.placesOf(request, store);
    const last = await lastEvents(this.database.manager, store.id);
    const isGuessed = this.config.publicUrl === undefined;
    await this.show(request, reply, 'couriers', (props) =>
      CouriersPart({ ...props, places, last, isGuessed, ...more }),
    );
  }

  private async showEndpoints(
    request: FastifyRequest,
    reply: FastifyReply,
    more: Pick<EndpointsPartProps, 'secret' | 'mistake'> = {},
  ): Promise<void> {
    const store = storeOf(request);
    const needed = neededKinds(store);
    const isNeeded = (kind: string): number => (needed.includes(kind) ? 0 : 1);
    const kinds = this.routes.kinds().toSorted((a, b) => isNeeded(a) - isNeeded(b));
    const all = kinds.map((kind) => this.routes.of(kind));
    const endpoints = await this.endpoints.list(store);
    await this.show(request, reply, 'endpoints', (props) =>
      EndpointsPart({ ...props, kinds: all, endpoints, needed, ...more }),
    );
  }

  private async showClients(
    request: FastifyRequest,
    reply: FastifyReply,
    more: { form?: ClientFormState; secret?: ClientsPartProps['secret'] } = {},
  ): Promise<void> {
    const clients = await this.setUp.clientsOf(storeOf(request));
    await this.show(request, reply, 'clients', (props) =>
      ClientsPart({ ...props, clients, form: emptyClient(), ...more }),
    );
  }

  /** As a step of the set-up for who came from there, as long as the store is not started; else as a page of the store. */
  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    part: Part,
    draw: (props: PartProps) => VNode,
  ): Promise<void> {
    const frame = request.frame!;
    const store = await this.stores.byCode(storeOf(request).code);
    const { from } = request.query as Sent;
    if (from !== 'connect' || !store.paused) {
      return sendPage(reply, PartPage({ frame, store, part, content: draw({ frame, store }) }));
    }
    const setUp = await this.setUp.of(store);
    const content = draw({ frame, store, setUp });
    sendPage(reply, ConnectPage({ frame, now: part, store, setUp, content }));
  }

  /** Behind a proxy that is trusted, the address that it says the browser sees. */
  private placesOf(request: FastifyRequest, store: StoreContext): CourierPlace[] {
    const base = this.config.publicUrl ?? `${request.protocol}://${request.host}`;
    return placesOf(store, this.stores.clientSecretsOf(store), base);
  }
}

function isMistake(error: unknown): error is AppError {
  return error instanceof AppError && error.status < 500 && error.status !== 404;
}

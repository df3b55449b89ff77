import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EndpointKind } from '../deliveries/delivery.types.js';
import { EndpointTestsService } from '../deliveries/endpoint-tests.service.js';
import { EndpointsService } from '../deliveries/endpoints.service.js';
import { NotFoundError } from '../platform/errors/app-error.js';
import { StoreCheckService } from '../stores/store-check.service.js';
import { StoresService } from '../stores/stores.service.js';
import { SyncAdminService } from '../sync/sync-admin.service.js';
import { ConsoleActions } from './console.decorators.js';
import { actorOf, Needs, storeOf } from './console.guard.js';
import { sendPage } from './console.page.js';
import { StorePage } from './pages/store.js';
import { Right } from './rights.js';
import { address } from './views/cells.js';

/** What an operator may do about a store and its endpoints. */
@ConsoleActions(Right.Administer)
@Controller('console/store')
export class ConsoleStoresController {
  constructor(
    private readonly stores: StoresService,
    private readonly checks: StoreCheckService,
    private readonly sync: SyncAdminService,
    private readonly endpoints: EndpointsService,
    private readonly tests: EndpointTestsService,
  ) {}

  @Post('pause')
  pause(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.setPaused(request, reply, true);
  }

  @Post('resume')
  resume(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.setPaused(request, reply, false);
  }

  @Post('run')
  @Needs(Right.Operate)
  async run(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { code } = storeOf(request);
    const stream = typeof body['stream'] === 'string' ? body['stream'] : '';
    await this.sync.startRun(code, stream, actorOf(request));
    void reply.redirect(address('runs', code, { did: 'started' }), 303);
  }

  @Post('check')
  @Needs(Right.Operate)
  async check(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const store = storeOf(request);
    const check = await this.checks.check(store.code, actorOf(request));
    const endpoints = await this.endpoints.list(store);
    sendPage(reply, StorePage({ frame: request.frame!, store, endpoints, check }));
  }

  @Post('endpoints/:kind/:action')
  async endpoint(
    @Param('kind') named: string,
    @Param('action') action: string,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const kind = this.endpoints.kindCalled(named);
    if (kind === undefined) throw new NotFoundError('kind', 'There is no such endpoint.');
    if (action === 'rotate') {
      const { signingSecret = '' } = await this.endpoints.rotateSecret(store, kind, actorOf(request));
      const endpoints = await this.endpoints.list(store);
      const secret = { kind, signingSecret };
      return sendPage(reply, StorePage({ frame: request.frame!, store, endpoints, secret }));
    }
    if (action === 'test') {
      const type = typeof body['type'] === 'string' ? body['type'] : undefined;
      const { deliveryId, ok } = await this.tests.test(store, kind, actorOf(request), type);
      const did = ok ? 'tested' : 'testFailed';
      return void reply.redirect(address(`deliveries/${deliveryId}`, store.code, { did }), 303);
    }
    const did = await this.simpleAction(request, kind, action);
    void reply.redirect(address('store', store.code, { did }), 303);
  }

  /** @returns key of the notice */
  private async simpleAction(request: FastifyRequest, kind: EndpointKind, action: string): Promise<string> {
    const store = storeOf(request);
    switch (action) {
      case 'enable':
        await this.endpoints.enable(store, kind, actorOf(request));
        return 'enabled';
      case 'disable':
        await this.endpoints.disable(store, kind, actorOf(request));
        return 'disabled';
      default:
        throw new NotFoundError('path', 'There is no such action.');
    }
  }

  private async setPaused(request: FastifyRequest, reply: FastifyReply, paused: boolean): Promise<void> {
    const { code } = storeOf(request);
    await this.stores.update(code, { paused }, actorOf(request));
    void reply.redirect(address('store', code, { did: paused ? 'paused' : 'resumed' }), 303);
  }
}

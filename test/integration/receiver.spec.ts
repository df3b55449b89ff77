import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { All, Controller, Module, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type BridgeEvent,
  expressHandler,
  MemorySeen,
  nodeListener,
  NOTIFICATION_TYPES,
  receiveInNest,
  Receiver,
  type ReceiverOptions,
  type SeenStore,
  verify,
} from '../../packages/receiver/src/index.js';
import { DeliveriesDispatcher } from '../../src/deliveries/deliveries.dispatcher.js';
import { signatureHeaders } from '../../src/deliveries/signature.js';
import { NotificationType } from '../../src/notifications/notification-types.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('the receiver, with deliveries of the service', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let secrets: string[];
  let events: BridgeEvent[];
  /** Of them, so many are samples. */
  let samples: number;
  /** So many times the handler fails. */
  let failing: number;
  let receiver: Receiver;
  let close: () => Promise<void>;
  let count = 0;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox);
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  beforeEach(() => {
    [secrets, events, samples, failing] = [[], [], 0, 0];
    receiver = new Receiver({
      secrets,
      handle: (event, { isTest }) => {
        if (isTest) samples++;
        if (failing-- > 0) throw new Error('the database is away');
        events.push(event);
      },
    });
  });

  afterEach(() => close());

  /** Both endpoints of the store. */
  async function deliverTo(url: string): Promise<void> {
    for (const kind of ['NOTIFICATION', 'RETURN_ACK']) {
      // What was handled may not be settled yet.
      await until(async () => {
        const { status } = await bridge.call('DELETE', `/admin/stores/default/endpoints/${kind}`);
        return status !== 409 || undefined;
      });
      const { body } = await bridge.call('PUT', `/admin/stores/default/endpoints/${kind}`, { body: { url } });
      secrets.push(body.signingSecret);
    }
  }
  const notify = async (more: object = {}): Promise<void> => {
    const reply = await bridge.post('/notifications', {
      ...{ forwardOrderCode: `O${++count}`, notificationType: 'DELIVERED' },
      ...{ notificationUpdateTime: 1_678_949_844, ...more },
    });
    expect(reply.status).toBe(200);
  };
  const handled = (some: number) => until(() => Promise.resolve(events.length >= some || undefined));
  const again = async (): Promise<void> => {
    await bridge.db.rows(
      `UPDATE delivery SET next_attempt_at = now() WHERE state = 'PENDING' AND lease_token IS NULL`,
    );
    await bridge.db.rows('UPDATE endpoint SET paused_until = NULL');
    bridge.app.get(DeliveriesDispatcher).kick();
  };

  const ADAPTERS: Record<string, () => Promise<{ url: string; close: () => Promise<void> }>> = {
    'node:http': () => serve(nodeListener(receiver)),
    Express: () => serve(likeExpress(receiver)),
    Nest: () => nest(receiver),
  };

  it.each(Object.keys(ADAPTERS))('takes the three bodies, and a test, behind %s', async (name) => {
    const server = await ADAPTERS[name]!();
    close = server.close;
    await deliverTo(server.url);
    const test = await bridge.post('/admin/stores/default/endpoints/RETURN_ACK/test');
    expect(test.body).toMatchObject({ ok: true, status: 200 });
    const sample = await bridge.post('/admin/stores/default/endpoints/RETURN_ACK/test?type=RETURN_CORRECTED');
    expect([sample.body.ok, samples]).toEqual([true, 2]);
    await notify({ forwardAwb: 'ÄWB-1', forwardOrderCode: `TEST-${name}` });
    await notify({ returnOrderInfo: { returnOrderId: 'R1', returnAwb: 'B' } });
    await notify({
      notificationType: 'INVOICE_GENERATED',
      invoiceData: { invoiceId: 123, invoiceStatus: 'CREATED', documentType: 'INVOICE' },
    });
    await handled(5);
    const kinds = ['forward', 'invoice', 'return', 'return-acknowledgement', 'test'];
    expect(events.map(({ kind }) => kind).sort()).toEqual(kinds);
    expect(samples).toBe(2);
    expect(events.find(({ kind }) => kind === 'forward')).toMatchObject({ forwardAwb: 'ÄWB-1' });
  });

  it('handles once what comes again, and again what failed', async () => {
    const server = await ADAPTERS['node:http']!();
    close = server.close;
    await deliverTo(server.url);
    failing = 1;
    await notify();
    await until(async () => {
      await again();
      return events.length > 0 || undefined;
    });
    const settled = async (): Promise<boolean | undefined> => {
      await again();
      return (await bridge.get('/deliveries?state=PENDING')).body.items.length === 0 || undefined;
    };
    await until(settled);
    const { body } = await bridge.get(`/deliveries?orderCode=O${count}`);
    const [{ deliveryId }] = body.items;
    expect((await bridge.post(`/deliveries/${deliveryId}/replay`)).status).toBe(200);
    await until(settled);
    expect((await bridge.get(`/deliveries/${deliveryId}`)).body).toMatchObject({ state: 'DELIVERED' });
    expect(events).toHaveLength(1);
  });

  it('refuses what another secret signed, and takes both while one is changed', async () => {
    const server = await ADAPTERS['node:http']!();
    close = server.close;
    await deliverTo(server.url);
    const { body } = await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/rotate-secret');
    await notify();
    await handled(1);
    secrets.splice(0, 2, body.signingSecret);
    await notify();
    await handled(2);
    secrets.splice(0, 1, SECRET);
    const test = await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/test');
    expect(test.body).toMatchObject({ ok: false, status: 401 });
  });
});

describe('the receiver, where something fails', () => {
  const give = (options: Partial<ReceiverOptions>, body = '{"notificationType":"TEST"}') =>
    new Receiver({ secrets: [SECRET], handle: () => undefined, ...options }).receive(
      signatureHeaders('msg_1', new Date(), body, [SECRET]),
      body,
    );
  const broken = (): never => {
    throw new Error('the log is full');
  };
  const failing = (): never => {
    throw new Error('the database is away');
  };

  it('answers also where onError throws or rejects', async () => {
    expect(await give({ handle: failing, onError: broken })).toMatchObject({ status: 500 });
    expect(await give({ secrets: [], onError: broken })).toMatchObject({ status: 401 });
    const rejecting = async (): Promise<void> => Promise.reject(new Error('the log is full'));
    expect(await give({ handle: failing, onError: rejecting })).toMatchObject({ status: 500 });
  });

  it('says why the function failed, also where its claim cannot be given back', async () => {
    const errors: any[] = [];
    const seen: SeenStore = { claim: () => 'fresh', handled: () => undefined, release: broken };
    const answer = await give({ handle: failing, seen, onError: (error) => void errors.push(error) });
    expect(answer.status).toBe(500);
    expect(errors.map(({ message }) => message)).toEqual(['the log is full', 'the database is away']);
  });

  it.each([
    ['{"hello":1}', { hello: 1 }],
    ['{"notificationType":5,"forwardOrderCode":"1"}', { notificationType: 5, forwardOrderCode: '1' }],
    ['[1]', [1]],
    ['null', null],
  ])('hands %s on as an unknown event', async (text, body) => {
    const events: BridgeEvent[] = [];
    expect(await give({ handle: (event) => void events.push(event) }, text)).toMatchObject({ status: 200 });
    expect(events).toEqual([{ kind: 'unknown', body }]);
  });

  it('leaves a request alone that broke off behind Express', async () => {
    const receiver = new Receiver({ secrets: [SECRET], handle: () => undefined });
    const request = Object.assign(Readable.from([]), { headers: {} });
    request.destroy(new Error('aborted'));
    request.on('error', () => undefined);
    const status = (): never => {
      throw new Error('nobody is there');
    };
    await expect(expressHandler(receiver)(request, { status })).resolves.toBeUndefined();
  });

  it('closes the connection where there is no answer, and leaves the process running', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', note);
    const receiver = { receive: () => new Promise(broken) } as unknown as Receiver;
    const server = await serve(nodeListener(receiver));
    await expect(
      fetch(server.url, { method: 'POST', body: '{}', signal: AbortSignal.timeout(5000) }),
    ).rejects.toThrow();
    await server.close();
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});

describe('a signature', () => {
  const at = new Date('2026-11-26T12:00:00Z');
  const signed = (body = '{}') => signatureHeaders('msg_1', at, body, [SECRET]);
  const check = (headers: object, body = '{}', secondsLater = 0, secrets = [SECRET]) =>
    verify(headers as never, body, { secrets, now: () => at.getTime() + secondsLater * 1000 });

  it('is right for the body as it came', () => {
    expect(check(signed())).toEqual({ id: 'msg_1', timestamp: at.getTime() / 1000 });
    expect(check(signed('{"a":"ü"}'), '{"a":"ü"}', 299).id).toBe('msg_1');
  });

  it.each<[string, () => unknown, RegExp]>([
    ['another body', () => check(signed(), '{ }'), /no signature is right/],
    ['another id', () => check({ ...signed(), 'webhook-id': 'msg_2' }), /no signature is right/],
    ['an old try', () => check(signed(), '{}', 301), /too old/],
    ['a try from the future', () => check(signed(), '{}', -301), /in the future/],
    ['no signature', () => check({ ...signed(), 'webhook-signature': undefined }), /is missing/],
    ['an empty signature', () => check({ ...signed(), 'webhook-signature': 'v1,' }), /no signature/],
    ['a time that is none', () => check({ ...signed(), 'webhook-timestamp': '1e9' }), /no number/],
    ['no secret', () => check(signed(), '{}', 0, []), /no signing secret/],
    ['a secret that is none', () => check(signed(), '{}', 0, ['secret']), /begins with whsec_/],
  ])('is refused with %s', (_what, call, words) => {
    expect(call).toThrow(words);
  });
});

describe('what was seen', () => {
  it('is handled by one at a time, and forgets the oldest', () => {
    const seen = new MemorySeen(2);
    expect([seen.claim('a'), seen.claim('a')]).toEqual(['fresh', 'busy']);
    seen.release('a');
    for (const id of ['a', 'b', 'c']) {
      expect(seen.claim(id)).toBe('fresh');
      seen.handled(id);
    }
    expect([seen.claim('a'), seen.claim('c')]).toEqual(['fresh', 'handled']);
  });
});

it('the receiver knows the types of the service', () => {
  expect([...NOTIFICATION_TYPES].sort()).toEqual(Object.values(NotificationType).sort());
});

async function serve(listener: RequestListener): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** The part of Express that the adapter uses: `status().json()` on a response of node:http. */
function likeExpress(receiver: Receiver): RequestListener {
  const handler = expressHandler(receiver);
  return (request: IncomingMessage, response) => {
    const status = (code: number) => ({
      json: (body: unknown) =>
        response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    });
    void handler(request, { status });
  };
}

async function nest(receiver: Receiver): Promise<{ url: string; close: () => Promise<void> }> {
  @Controller('hooks')
  class HooksController {
    @All()
    async take(@Req() request: any, @Res() reply: any): Promise<void> {
      const { status, message } = await receiveInNest(receiver, request);
      await reply.status(status).send({ message });
    }
  }
  @Module({ controllers: [HooksController] })
  class HooksModule {}
  const app = await NestFactory.create<NestFastifyApplication>(HooksModule, new FastifyAdapter(), {
    rawBody: true,
    logger: false,
  });
  await app.listen(0, '127.0.0.1');
  return { url: `${await app.getUrl()}/hooks`, close: () => app.close() };
}

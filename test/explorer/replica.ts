import { setImmediate as nextTurn } from 'node:timers/promises';
import { HttpService } from '@nestjs/axios';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import axios from 'axios';
import { CLIENT } from '../support/test-app.js';
import { DatabaseRelay } from '../support/database-relay.js';
import { REPLICA, SENT_AT } from './shop-faults.js';
import { startService } from './service.js';

export interface Answer {
  /** 0: none came. */
  status: number;
  body: Record<string, any>;
}

/** One process of the service, as far as anybody outside can tell: it has its own ways to the database and to Magento. */
export interface Replica {
  ask(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    store: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Resolves when this process is about to send its n-th write from now on. */
  write(n: number): Promise<void>;
  cutDatabase(): void;
  restartDatabase(over: Promise<unknown>): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** In the middle of its work. */
  kill(): void;
  close(): Promise<void>;
}

/** As every caller of the explorer signs in. */
export function headersFor(store: string, body: object | undefined): Record<string, string> {
  return {
    authUsername: CLIENT.id,
    authPassword: CLIENT.secret,
    'x-store-code': store,
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
}

/** Never resolved: what waits for it belongs to a process that is dead. */
const NEVER = new Promise<void>(() => undefined);

/**
 * A replica in this process. Its calls and its database stand still while it is frozen, but not its timers: what runs into a
 * time-out meanwhile is given up before it is sent.
 */
export class ReplicaHere implements Replica {
  private gate: Promise<void> | undefined;
  private open: (() => void) | undefined;
  /** Those who wait until so many more writes are about to be sent. */
  private readonly moments = new Set<{ writes: number; come: () => void }>();
  private readonly died = Promise.withResolvers<Answer>();

  private app: NestFastifyApplication;

  private constructor(private readonly relay: DatabaseRelay | undefined) {}

  /** @param fragile whether it is to be frozen, cut off and killed; that costs a relay */
  static async start(name: number, environment: Record<string, string>, fragile: boolean): Promise<Replica> {
    const relay = fragile ? await DatabaseRelay.start(environment['DATABASE_URL']!) : undefined;
    const url = relay?.url ?? environment['DATABASE_URL']!;
    const replica = new ReplicaHere(relay);
    const magento = new HttpService(axios.create());
    replica.watch(magento, name);
    replica.app = await startService({ ...environment, DATABASE_URL: url }, magento);
    return replica;
  }

  async ask(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    store: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const asked = this.app
      .getHttpAdapter()
      .getInstance()
      .inject({
        method,
        url: path,
        headers: { ...headersFor(store, body), ...headers },
        payload: body && JSON.stringify(body),
      })
      .then(
        (reply): Answer => ({ status: reply.statusCode, body: parsed(reply.body) }),
        () => ({ status: 0, body: {} }),
      );
    return Promise.race([asked, this.died.promise]);
  }

  /** Before anything of it has left. */
  write(n: number): Promise<void> {
    return new Promise((come) => this.moments.add({ writes: n, come }));
  }

  cutDatabase(): void {
    this.relay!.cut();
  }

  async restartDatabase(over: Promise<unknown>): Promise<void> {
    await this.relay!.restart(over);
  }

  freeze(): void {
    if (this.gate) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gate = promise;
    this.open = resolve;
    this.relay!.freeze();
  }

  thaw(): void {
    if (this.gate === NEVER) return;
    this.gate = undefined;
    this.open?.();
    this.relay!.thaw();
  }

  /** Nothing of it is heard any more. */
  kill(): void {
    this.gate = NEVER;
    this.relay!.close();
    this.died.resolve({ status: 0, body: {} });
    // Only ends its timers: what it still waits for never comes.
    void this.app.close().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.app.close();
    this.relay?.close();
  }

  /** What was to happen at this write happens before it goes on. */
  private async countWrite(): Promise<void> {
    const come = [...this.moments].filter((moment) => --moment.writes === 0);
    for (const moment of come) {
      this.moments.delete(moment);
      moment.come();
    }
    if (come.length > 0) await nextTurn();
  }

  private watch({ axiosRef }: HttpService, name: number): void {
    axiosRef.interceptors.request.use(async (config) => {
      config.headers.set(REPLICA, String(name));
      if (config.method?.toUpperCase() !== 'GET') await this.countWrite();
      await this.gate;
      // Not before: what a process sends when it wakes is as young as any other call to the shop.
      config.headers.set(SENT_AT, String(Date.now()));
      return config;
    });
    axiosRef.interceptors.response.use(
      async (response) => {
        await this.gate;
        return response;
      },
      async (error: Error) => {
        await this.gate;
        throw error;
      },
    );
  }
}

export function parsed(text: string): Record<string, any> {
  try {
    return JSON.parse(text) as Record<string, any>;
  } catch {
    return {};
  }
}

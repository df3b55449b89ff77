import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateOrder } from '../sandbox/generator.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { CLIENT } from '../support/test-app.js';

const HEADERS = {
  authUsername: CLIENT.id,
  authPassword: CLIENT.secret,
  'x-store-code': 'default',
  'content-type': 'application/json',
};
const CALLERS = 4;
const PAUSE_MS = 50;
/** Ends only what hangs for ever. */
const PATIENCE_MS = 120_000;

interface Answer {
  what: string;
  begun: number;
  ended: number;
  status: number;
  code: string | undefined;
  retryAfter: string | null;
}

/** Orders that come in, writes to Magento, events for the merchant, and reads, from callers that take turns at the replicas. */
export class Load {
  readonly answers: Answer[] = [];
  readonly acknowledged = new Set<number>();
  readonly accepted = new Set<string>();
  private readonly loops: Promise<void>[] = [];
  private going = true;
  private placed = 0;
  private next = 1;

  constructor(
    private readonly urls: string[],
    private readonly sandbox: Sandbox,
  ) {}

  begin(): void {
    this.loops.push(this.place(), ...Array.from({ length: CALLERS }, (_, i) => this.callers(i)));
  }

  async end(): Promise<void> {
    this.going = false;
    await Promise.all(this.loops);
  }

  private async place(): Promise<void> {
    for (; this.going; await sleep(150)) {
      const entityId = ++this.placed;
      this.sandbox.place(generateOrder({ entityId, createdAt: Date.now(), lines: 1 }));
    }
  }

  private async callers(caller: number): Promise<void> {
    const url = this.urls[caller % this.urls.length]!;
    for (; this.going; await sleep(PAUSE_MS)) {
      await this.acknowledge(url);
      await this.notify(url);
      await this.call(url, 'GET', '/orders?limit=20');
    }
  }

  /** Until it is done, or the order is not there yet: what was answered 503 is asked again, as callers do. */
  private async acknowledge(url: string): Promise<void> {
    if (this.next >= this.placed) return;
    const id = this.next++;
    while (this.going) {
      const { status } = await this.call(url, 'POST', `/orders/${id}/acknowledge`, {});
      if (status < 300) this.acknowledged.add(id);
      if (status < 300) return;
      await sleep(500);
    }
  }

  /** What was not accepted is not asked again. */
  private async notify(url: string): Promise<void> {
    const forwardOrderCode = randomUUID();
    const { status } = await this.call(url, 'POST', '/notifications', {
      forwardOrderCode,
      forwardAwb: `AWB-${forwardOrderCode}`,
      notificationType: 'PICKED_UP',
      notificationUpdateTime: 1_700_000_000,
      logisticAggregatorInfo: { logisticAggregatorName: 'CLICKPOST', logisticAggregatorMetaData: {} },
    });
    if (status < 300) this.accepted.add(forwardOrderCode);
  }

  async call(url: string, method: string, path: string, body?: object): Promise<Answer> {
    const begun = Date.now();
    const what = `${method} ${path.replace(/\d+/g, 'n')}`;
    const answer = await ask(url + path, method, body).then(
      (answered): Answer => ({ what, begun, ended: Date.now(), ...answered }),
      // A connection that is not answered is no answer; who calls asks again.
      (error: Error): Answer => ({
        ...{ what, begun, ended: Date.now(), status: 599, retryAfter: null },
        code: String((error.cause as { code?: string } | undefined)?.code ?? error.message),
      }),
    );
    this.answers.push(answer);
    return answer;
  }
}

async function ask(
  url: string,
  method: string,
  body?: object,
): Promise<Pick<Answer, 'status' | 'code' | 'retryAfter'>> {
  const reply = await fetch(url, {
    method,
    headers: HEADERS,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await reply.text();
  return {
    status: reply.status,
    code: reply.status < 300 ? undefined : (JSON.parse(text) as { code: string }).code,
    retryAfter: reply.headers.get('retry-after'),
  };
}

import { type BridgeEvent, isTest, toEvent } from './events.js';
import { MemorySeen, type SeenStore } from './seen.js';
import { type Headers, SignatureError, verify } from './signature.js';

export interface Delivery {
  /** The same for every try: the webhook-id. */
  id: string;
  /** When this try was signed. */
  sentAt: Date;
  /** A sample, of somebody who tries the endpoint out: change nothing for it. */
  isTest: boolean;
}

export interface ReceiverOptions {
  /** `whsec_…`, shown when the endpoint was set; two while it is changed. Endpoints of several kinds: all of theirs. */
  secrets: readonly string[];
  /** Throws, or rejects: the delivery is tried again. */
  handle: (event: BridgeEvent, delivery: Delivery) => void | Promise<void>;
  /** Left out: in memory, for one process. */
  seen?: SeenStore;
  /** Left out: 300. */
  toleranceSeconds?: number;
  /** Hears of what is answered with an error. What it throws itself changes nothing. */
  onError?: (error: unknown) => void | Promise<void>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** What to answer. */
export interface Answer {
  status: number;
  message: string;
}

/** Takes deliveries: each is handled once, however often it comes. Answers 2xx only when its handler came to its end. */
export class Receiver {
  private readonly seen: SeenStore;

  constructor(private readonly options: ReceiverOptions) {
    this.seen = options.seen ?? new MemorySeen();
  }

  /** Never rejects. @param body exactly as it came, before it is parsed */
  async receive(headers: Headers, body: string | Uint8Array): Promise<Answer> {
    try {
      return await this.take(headers, body);
    } catch (error) {
      this.report(error);
      if (error instanceof SignatureError) return { status: 401, message: error.message };
      return { status: 500, message: 'it could not be handled' };
    }
  }

  private async take(headers: Headers, body: string | Uint8Array): Promise<Answer> {
    const { id, timestamp } = verify(headers, body, this.options);
    const claim = await this.seen.claim(id);
    if (claim === 'handled') return { status: 200, message: 'handled before' };
    if (claim === 'busy') return { status: 409, message: 'it is being handled' };
    try {
      const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
      const event = toEvent(JSON.parse(text));
      await this.options.handle(event, { id, sentAt: new Date(timestamp * 1000), isTest: isTest(event, id) });
    } catch (error) {
      await this.release(id);
      throw error;
    }
    await this.seen.handled(id);
    return { status: 200, message: 'handled' };
  }

  /** The handler's own error is the one that counts: a claim that stays runs out by itself. */
  private async release(id: string): Promise<void> {
    try {
      await this.seen.release(id);
    } catch (error) {
      this.report(error);
    }
  }

  private report(error: unknown): void {
    try {
      Promise.resolve(this.options.onError?.(error)).catch(() => undefined);
    } catch {
      // Nobody is left to hear of it.
    }
  }
}

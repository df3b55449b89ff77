import pg from 'pg';

export interface Asked {
  client: object;
  text: string;
}

/** What ticks of every process ask, and each new connection. */
const OF_OTHERS = /idempotency_key|sign_in_failure|audit_tally|pg_is_in_recovery/;

/** Every statement that this process asks of PostgreSQL, but those of ticks. */
export class WatchedStatements {
  asked: Asked[] = [];
  // Called with the client that it belongs to, below.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  private readonly query = pg.Client.prototype.query;

  constructor() {
    const { query } = this;
    const note = (client: object, config: string | { text?: string }): void => {
      const text = typeof config === 'string' ? config : (config.text ?? '');
      if (!OF_OTHERS.test(text)) this.asked.push({ client, text });
    };
    const watch = function (this: pg.Client, ...args: unknown[]): unknown {
      note(this, args[0] as string | { text?: string });
      return (query as (...all: unknown[]) => unknown).apply(this, args);
    };
    pg.Client.prototype.query = watch as typeof query;
  }

  stop(): void {
    pg.Client.prototype.query = this.query;
  }

  /** Those that are asked while something is done. */
  async during(work: () => Promise<unknown>): Promise<Asked[]> {
    this.asked = [];
    await work();
    return this.asked;
  }
}

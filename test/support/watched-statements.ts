import pg from 'pg';

export interface Asked {
  client: object;
  text: string;
}

/** What ticks of every process ask, and each new connection. */
const OF_OTHERS = /idempotency_key|sign_in_failure|audit_tally|pg_is_in_recovery/;

/**
 * Every statement that this process asks of PostgreSQL goes through a function.
 * @param pass called in the place of the statement; `ask` asks it
 * @returns ends that
 */
export function interceptStatements(
  pass: (client: pg.Client, text: string, ask: () => unknown) => unknown,
): () => void {
  // Called with the client that it belongs to, below.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { query } = pg.Client.prototype;
  const through = function (this: pg.Client, ...args: unknown[]): unknown {
    const [config] = args as [string | { text?: string }];
    const text = typeof config === 'string' ? config : (config.text ?? '');
    return pass(this, text, () => (query as (...all: unknown[]) => unknown).apply(this, args));
  };
  pg.Client.prototype.query = through as typeof query;
  return () => (pg.Client.prototype.query = query);
}

/** Every statement that this process asks of PostgreSQL, but those of ticks. */
export class WatchedStatements {
  asked: Asked[] = [];
  readonly stop = interceptStatements((client, text, ask) => {
    if (!OF_OTHERS.test(text)) this.asked.push({ client, text });
    return ask();
  });

  /** Those that are asked while something is done. */
  async during(work: () => Promise<unknown>): Promise<Asked[]> {
    this.asked = [];
    await work();
    return this.asked;
  }
}

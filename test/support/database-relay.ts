import { connect, createServer, type Server, type Socket } from 'node:net';

/** The way of one replica to PostgreSQL: it can be cut, or stand still. */
export class DatabaseRelay {
  private readonly sockets = new Set<Socket>();
  /** Those who wait for the answer to a statement. */
  private readonly moments = new Set<{ words: string; left: number; come: () => void }>();
  private frozen = false;
  private closed = false;
  private away = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(databaseUrl: string): Promise<DatabaseRelay> {
    const target = new URL(databaseUrl);
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = new URL(databaseUrl);
    url.port = String((server.address() as { port: number }).port);
    const relay = new DatabaseRelay(server, url.href);
    server.on('connection', (client) => relay.join(client, connect(Number(target.port), target.hostname)));
    return relay;
  }

  /** Resolves when the server has answered the n-th statement from now on that holds these words, and the replica does not know it yet. */
  answered(words: string, n: number): Promise<void> {
    return new Promise((come) => this.moments.add({ words, left: n, come }));
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** As while the server starts again: everybody is cut off, and nobody is let in. */
  async restart(over: Promise<unknown>): Promise<void> {
    this.away = true;
    this.cut();
    await over;
    this.away = false;
  }

  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  close(): void {
    this.closed = true;
    this.cut();
    this.server.close();
  }

  private join(client: Socket, server: Socket): void {
    if (this.closed || this.away) return void [client, server].forEach((socket) => socket.destroy());
    const asked = new Set<string>();
    client.on('data', (chunk) => {
      for (const { words } of this.moments) if (chunk.includes(words)) asked.add(words);
    });
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (chunk) => {
        if (from === server && this.isMoment(asked)) this.hold(from, to, chunk);
        else to.write(chunk);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.frozen) from.pause();
    }
  }

  private isMoment(asked: Set<string>): boolean {
    const come = [...this.moments].filter(({ words }) => asked.has(words)).filter((one) => --one.left === 0);
    asked.clear();
    for (const one of come) {
      this.moments.delete(one);
      one.come();
    }
    return come.length > 0;
  }

  /** What was to happen at this moment happens before the answer goes on. */
  private hold(from: Socket, to: Socket, chunk: string | Uint8Array): void {
    from.pause();
    setImmediate(() => {
      to.write(chunk);
      if (!this.frozen) from.resume();
    });
  }
}

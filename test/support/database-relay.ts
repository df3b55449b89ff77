import { connect, createServer, type Server, type Socket } from 'node:net';

/** The way of one replica to PostgreSQL: it can be cut, or stand still. */
export class DatabaseRelay {
  private readonly sockets = new Set<Socket>();
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
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.frozen) from.pause();
    }
  }
}

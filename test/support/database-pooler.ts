import { connect, createServer, type Server, type Socket } from 'node:net';

const AUTHENTICATION_OK = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
/** BackendKeyData, with its length. */
const KEY = Buffer.from([0x4b, 0, 0, 0, 12]);

/** As poolers do, it signs in with a number of its own in place of the server process's. Sessions stay as they are. */
export class DatabasePooler {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(databaseUrl: string): Promise<DatabasePooler> {
    const target = new URL(databaseUrl);
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as { port: number }).port);
    const pooler = new DatabasePooler(server, url.href);
    server.on('connection', (client) => pooler.join(client, connect(Number(target.port), target.hostname)));
    return pooler;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private join(client: Socket, server: Socket): void {
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
    client.on('data', (chunk) => server.write(chunk));
    let signedIn = false;
    let kept = Buffer.alloc(0);
    server.on('data', (chunk: Buffer) => {
      if (signedIn) return void client.write(chunk);
      kept = Buffer.concat([kept, chunk]);
      // Until then the client answers what it is asked.
      if (!kept.includes(AUTHENTICATION_OK)) {
        client.write(kept);
        kept = Buffer.alloc(0);
        return;
      }
      const at = kept.indexOf(KEY);
      if (at < 0 || kept.length < at + 13) return;
      kept.writeInt32BE(2_000_000_000, at + KEY.length);
      signedIn = true;
      client.write(kept);
    });
  }
}

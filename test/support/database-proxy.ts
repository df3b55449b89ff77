import { connect, createServer, type Server, type Socket } from 'node:net';

/** What becomes of the answer to a statement. */
export interface AnswerFault {
  /** Part of its text. */
  statement: string;
  /** Only an answer with this in it. */
  answering: string;
  /** Cut: the statement is carried out, and the connection is cut before its answer; or held until this is resolved. */
  answer: 'cut' | Promise<void>;
  /** Set when the server has answered. */
  done: boolean;
}

/** ReadyForQuery, outside a transaction: what was asked is committed. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** A statement is prepared once on a connection, and called by its name from then on. */
const PARSE = /P[^]{4}([\da-f]{32})\0([^\0]+)\0/g;
const BIND = /B[^]{4}\0([\da-f]{32})\0/g;

/** A way to PostgreSQL on which the answer to a statement can be lost, or come late. */
export class DatabaseProxy {
  fault: AnswerFault | undefined;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(databaseUrl: string): Promise<DatabaseProxy> {
    const target = new URL(databaseUrl);
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as { port: number }).port);
    const proxy = new DatabaseProxy(server, url.href);
    server.on('connection', (client) => proxy.join(client, connect(Number(target.port), target.hostname)));
    return proxy;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private join(client: Socket, server: Socket): void {
    let struck: AnswerFault | undefined;
    let kept: Buffer[] = [];
    const prepared = new Map<string, string>();
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', end).on('close', () => {
        this.sockets.delete(socket);
        end();
      });
    }
    client.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      for (const [, name, statement] of text.matchAll(PARSE)) prepared.set(name!, statement!);
      const asked = [text, ...[...text.matchAll(BIND)].map(([, name]) => prepared.get(name!) ?? '')];
      const { fault } = this;
      if (fault && !fault.done && asked.some((one) => one.includes(fault.statement))) struck = fault;
      server.write(chunk);
    });
    server.on('data', (chunk: Buffer) => {
      if (!struck) return void client.write(chunk);
      kept.push(chunk);
      if (!Buffer.concat(kept).subarray(-READY.length).equals(READY)) return;
      const { answer, answering } = struck;
      const late = Buffer.concat(kept);
      kept = [];
      const meant = !struck.done && late.includes(answering);
      if (meant) struck.done = true;
      struck = undefined;
      if (!meant) return void client.write(late);
      if (answer === 'cut') return end();
      void answer.then(() => client.write(late));
    });
  }
}

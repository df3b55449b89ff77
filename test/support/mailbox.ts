import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback, behind a door that may greet and say nothing more. */
export class Mailbox {
  readonly received: string[] = [];
  /** True: who comes is greeted, and hears nothing more. */
  hangs = false;
  /** Connections that came while it hung. */
  hung = 0;
  private readonly sockets = new Set<Socket>();
  private readonly door: Server;
  private readonly smtp: SMTPServer;

  private constructor() {
    this.smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          this.received.push(Buffer.concat(chunks).toString('utf8'));
          done();
        });
      },
    });
    this.door = createServer((socket) => this.open(socket));
  }

  static async start(): Promise<Mailbox> {
    const box = new Mailbox();
    await new Promise<void>((done) => box.smtp.listen(0, '127.0.0.1', done));
    await new Promise<void>((done) => box.door.listen(0, '127.0.0.1', done));
    return box;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.door.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((done) => this.door.close(() => done()));
    await new Promise<void>((done) => this.smtp.close(done));
  }

  private open(socket: Socket): void {
    this.keep(socket);
    if (this.hangs) {
      this.hung++;
      socket.write('220 somewhere ESMTP\r\n');
      return;
    }
    const inner = connect((this.smtp.server.address() as AddressInfo).port, '127.0.0.1');
    this.keep(inner);
    socket.pipe(inner).pipe(socket);
    socket.once('close', () => inner.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.sockets.delete(socket));
  }
}

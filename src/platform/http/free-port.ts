import { createServer } from 'node:net';

/** Another program listens there. */
export class PortTakenError extends Error {
  constructor(name: string, host: string, port: number) {
    super(`${name} ${port} on ${host} is taken by another program. End it, or set ${name} to another port.`);
  }
}

/** Asked before a database is started for nothing. @throws PortTakenError */
export async function demandFreePort(name: string, host: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      fail(error.code === 'EADDRINUSE' ? new PortTakenError(name, host, port) : error);
    });
    server.listen({ host, port, exclusive: true }, done);
  });
  await new Promise<void>((done) => server.close(() => done()));
}

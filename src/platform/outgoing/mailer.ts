import { connect, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { redact } from '../text/redact.js';
import { time } from '../time/time.js';
import { guardedLookup } from './guarded-agents.js';
import { literalAddress, RefusedTargetError, TargetRules } from './target-rules.js';

/** How e-mail leaves, as the operator set it. */
export interface MailSettings {
  /** `smtp(s)://user:password@host:port`, with nodemailer's options behind it. */
  readonly url: string;
  readonly from: string;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same at each try: mail servers and people tell a repeat by it. */
  messageId: string;
  headers: Record<string, string>;
}

const CONNECT_MS = 3000;

/** E-mail by SMTP, each on a connection of its own. The host is the operator's: anywhere but metadata addresses. */
export class Mailer {
  private readonly rules = TargetRules.forOperators();

  constructor(private readonly settings: MailSettings) {}

  /**
   * @param limitMs by then it has ended
   * @param mayGo asked once it is connected, before anything is said; throws where nothing may be sent any more
   * @returns what the server said
   * @throws Error in the server's words, without our secrets
   */
  async send(mail: Mail, limitMs: number, mayGo: () => void): Promise<string> {
    const { url, from } = this.settings;
    const sockets: Socket[] = [];
    const end = (words: string): void => sockets.forEach((socket) => socket.destroy(new Error(words)));
    const timer = time.after(limitMs, () => end(`no answer in ${limitMs / 1000} s`));
    try {
      const transport = createTransport({
        url,
        disableFileAccess: true,
        disableUrlAccess: true,
        getSocket: (options, done) => {
          const port = Number(options.port ?? (options.secure ? 465 : 587));
          const socket = this.open(options.host ?? 'localhost', port, done, mayGo);
          sockets.push(socket);
        },
      });
      const { response } = await transport.sendMail({ ...mail, from });
      return response;
    } catch (error) {
      throw this.inWords(error);
    } finally {
      timer.stop();
      sockets.forEach(closeSoon);
    }
  }

  private open(
    host: string,
    port: number,
    done: (error: Error | null, options?: { connection: Socket }) => void,
    mayGo: () => void,
  ): Socket {
    const literal = literalAddress(host);
    if (literal !== undefined && !this.rules.allows(literal)) throw new RefusedTargetError(host);
    const socket = connect({ host: literal ?? host, port, lookup: guardedLookup(this.rules) });
    const timer = time.after(CONNECT_MS, () =>
      socket.destroy(new Error(`no connection in ${CONNECT_MS / 1000} s`)),
    );
    const failed = (error: Error): void => {
      timer.stop();
      done(error);
    };
    socket.once('error', failed);
    socket.once('connect', () => {
      timer.stop();
      socket.off('error', failed);
      try {
        mayGo();
        done(null, { connection: socket });
      } catch (error) {
        socket.destroy();
        done(error as Error);
      }
    });
    return socket;
  }

  /** Errors of our own keep their class. */
  private inWords(error: unknown): Error {
    const { username, password } = new URL(this.settings.url);
    const [user, pass] = [username, password].map(decodeURIComponent) as [string, string];
    // As AUTH PLAIN says them, which a server may repeat.
    const secrets = [user, pass, pass && `\0${user}\0${pass}`].filter((one) => one !== '');
    if (!(error instanceof Error)) return new Error(String(error));
    error.message = redact(error.message, secrets);
    return error;
  }
}

/** The end of the conversation is on its way; a server that does not take it does not keep the connection. */
function closeSoon(socket: Socket): void {
  if (socket.destroyed) return;
  const timer = time.after(CONNECT_MS, () => socket.destroy());
  socket.once('close', () => timer.stop());
}

import { lookup } from 'node:dns/promises';
import { connect } from 'node:tls';
import { type CheckItem, failed, ok, warning } from './check-item.js';

export async function checkDns(url: URL): Promise<CheckItem> {
  try {
    const { address } = await lookup(url.hostname.replace(/^\[|\]$/g, ''));
    return ok('dns', `${url.hostname} is ${address}.`);
  } catch {
    return failed(
      'dns',
      `${url.hostname} has no address. Check the host in the base URL and this machine's resolver.`,
    );
  }
}

export function checkTls(url: URL): Promise<CheckItem> {
  if (url.protocol !== 'https:') {
    return Promise.resolve(
      warning(
        'tls',
        'The base URL is plain http: tokens and customer data cross the network unencrypted. Use https.',
      ),
    );
  }
  return new Promise((done) => {
    const socket = connect({
      host: url.hostname,
      port: Number(url.port || 443),
      servername: url.hostname,
      timeout: 10_000,
    });
    const end = (item: CheckItem): void => {
      socket.destroy();
      done(item);
    };
    socket.once('secureConnect', () =>
      end(ok('tls', `The certificate is good until ${socket.getPeerCertificate().valid_to}.`)),
    );
    socket.once('timeout', () =>
      end(failed('tls', `No TLS answer from ${url.host} within 10 seconds. Is a firewall in between?`)),
    );
    socket.once('error', (error) =>
      end(failed('tls', `TLS fails: ${error.message}. Renew or complete the certificate chain.`)),
    );
  });
}

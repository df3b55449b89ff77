import { lookup } from 'node:dns/promises';
import { guardedTls } from '../../platform/outgoing/guarded-agents.js';
import {
  literalAddress,
  RefusedTargetError,
  type TargetRules,
} from '../../platform/outgoing/target-rules.js';
import { time } from '../../platform/time/time.js';
import { type CheckItem, failed, notFoundOut, ok, warning } from './check-item.js';

const CONNECT_MS = 10_000;
/** OpenSSL's words for a certificate that is not good, and Node's for one of another host. */
const CERTIFICATE_FAULTS = /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/;

export async function checkDns(url: URL, rules: TargetRules): Promise<CheckItem> {
  const host = literalAddress(url.hostname) ?? url.hostname;
  try {
    const found = (await lookup(host, { all: true })).map(({ address }) => address);
    if (found.every((address) => rules.allows(address))) return ok('dns', `${host} is ${found.join(', ')}.`);
    return failed(
      'dns',
      `${new RefusedTargetError(host).message}. List its network in PRIVATE_TARGETS if it is meant.`,
    );
  } catch (error) {
    // The resolver did not answer, which says nothing of the host.
    if ((error as NodeJS.ErrnoException).code === 'EAI_AGAIN') return notFoundOut('dns', error);
    return failed(
      'dns',
      `${host} has no address. Check the host in the base URL and this machine's resolver.`,
    );
  }
}

export function checkTls(url: URL, rules: TargetRules): Promise<CheckItem> {
  if (url.protocol !== 'https:') {
    return Promise.resolve(
      warning(
        'tls',
        'The base URL is plain http: tokens and customer data cross the network unencrypted. Use https.',
      ),
    );
  }
  return new Promise((done) => {
    const socket = guardedTls(rules, url);
    const timer = time.after(CONNECT_MS, () => end(unconnected(url)));
    const end = (item: CheckItem): void => {
      timer.stop();
      socket.destroy();
      done(item);
    };
    socket.once('secureConnect', () =>
      end(ok('tls', `The certificate is good until ${socket.getPeerCertificate().valid_to}.`)),
    );
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const isCertificate = CERTIFICATE_FAULTS.test(error.code ?? '');
      end(isCertificate ? failed('tls', certificateFault(error)) : unconnected(url));
    });
  });
}

/** Refused, silent, reset or no TLS: all in the same words, or the check would tell what listens where. */
function unconnected(url: URL): CheckItem {
  return failed(
    'tls',
    `No TLS connection to ${url.host}. Check the base URL, the firewall and the web server.`,
  );
}

function certificateFault({ code }: NodeJS.ErrnoException): string {
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID'
    ? 'The certificate is not for this host. Use the name that it was made for.'
    : `The certificate is not good (${code}). Renew it or complete its chain.`;
}

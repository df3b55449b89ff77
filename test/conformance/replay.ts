import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { oauthSignature } from '../sandbox/accounts.js';
import { INTEGRATION, type Sandbox } from '../sandbox/sandbox.js';
import type { Exchange } from '../sandbox/recorded-orders.js';

export interface Answer {
  status: number;
  body: unknown;
  text: string;
}

/** Accounts of exchanges that were not sent by the administrator; tokens themselves are not in the recording. */
const SENT_AS: Record<string, (sandbox: Sandbox, exchange: Exchange) => string | undefined> = {
  '018': () => undefined,
  '019': () => 'Bearer garbage',
  '020': (sandbox) => `${bearer(sandbox, 'admin')}x`,
  '021': () => `Basic ${Buffer.from('admin:Admin12345').toString('base64')}`,
  '022': (sandbox) => bearer(sandbox, 'admin').replace('Bearer', 'bearer'),
  '023': () => `Bearer ${INTEGRATION.accessToken}`,
  '024': (sandbox, exchange) => oauth(sandbox, exchange, {}),
  '025': (sandbox, exchange) => oauth(sandbox, exchange, { oauth_signature_method: 'HMAC-SHA1' }),
  '026': (sandbox, exchange) => oauth(sandbox, exchange, {}, { signature: 'bad' }),
  '027': (sandbox, exchange) => oauth(sandbox, exchange, { oauth_nonce: 'once' }),
  '028': (sandbox, exchange) => oauth(sandbox, exchange, { oauth_nonce: 'once' }),
  '029': (sandbox, exchange) =>
    oauth(sandbox, exchange, { oauth_timestamp: String(Math.floor(Date.now() / 1000) - 7200) }),
  '030': () => `Bearer ${INTEGRATION.accessToken}`,
  '031': (sandbox) => bearer(sandbox, 'catalog'),
  '124': (sandbox) => bearer(sandbox, 'viewer'),
  '187': (sandbox) => bearer(sandbox, 'viewer'),
  '257': (sandbox) => bearer(sandbox, 'viewer'),
  '258': () => undefined,
  '325': () => undefined,
  '342': (sandbox) => expired(sandbox),
  '464': () => 'Bearer customer-token',
  '949': (sandbox, exchange) => oauth(sandbox, exchange, {}),
  '950': (sandbox, exchange) => oauth(sandbox, exchange, {}, { path: '/rest/default/V1/stockItems/PLUS+1' }),
  '953': (sandbox, exchange) => oauth(sandbox, exchange, {}),
  '954': (sandbox, exchange) => oauth(sandbox, exchange, {}, { path: '/rest/default/V1/stockItems/COMMA,1' }),
  '955': (sandbox, exchange) => oauth(sandbox, exchange, {}),
  '956': (sandbox, exchange) => oauth(sandbox, exchange, {}, { path: '/rest/default/V1/stockItems/100%' }),
};

export async function replay(sandbox: Sandbox, exchange: Exchange): Promise<Answer> {
  const number = exchange.name.slice(0, 3);
  sandbox.accounts.options.integrationAsBearer = number === '030';
  const { request } = exchange;
  const as = SENT_AS[number];
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (!/^(host|content-length|authorization|accept-encoding)$/i.test(name)) sent[name] = String(value);
  }
  const authorization = as
    ? as(sandbox, exchange)
    : 'Authorization' in request.headers
      ? bearer(sandbox, 'admin')
      : undefined;
  if (authorization !== undefined) sent['Authorization'] = authorization;
  const body =
    request.body_raw ??
    (request.body === undefined || (request.body === null && !request.headers['Content-Length'])
      ? undefined
      : JSON.stringify(request.body));
  return send(
    `${sandbox.url}${request.path}${request.query_raw ? `?${request.query_raw}` : ''}`,
    request.method,
    sent,
    body,
  );
}

function bearer(sandbox: Sandbox, username: string): string {
  const user = sandbox.accounts.options.users.find((one) => one.username === username)!;
  return `Bearer ${sandbox.accounts.issue(user)}`;
}

function expired(sandbox: Sandbox): string {
  const header = bearer(sandbox, 'admin');
  sandbox.accounts.expire(header);
  return header;
}

function oauth(
  sandbox: Sandbox,
  { request }: Exchange,
  overrides: Record<string, string>,
  signing: { signature?: string; path?: string } = {},
): string {
  const header = new Map(
    Object.entries({
      oauth_consumer_key: INTEGRATION.consumerKey,
      oauth_token: INTEGRATION.accessToken,
      oauth_nonce: randomBytes(8).toString('hex'),
      oauth_timestamp: String(Math.floor(Date.now() / 1000)),
      oauth_signature_method: 'HMAC-SHA256',
      oauth_version: '1.0',
      ...overrides,
    }),
  );
  const signed = {
    method: request.method,
    url: `${sandbox.url}${signing.path ?? request.path}`,
    query: request.query_raw ?? '',
  };
  header.set('oauth_signature', signing.signature ?? oauthSignature(signed, header, INTEGRATION));
  return `OAuth ${[...header].map(([name, value]) => `${name}="${encodeURIComponent(value)}"`).join(', ')}`;
}

/** node:http, since fetch forbids some of the recorded requests. */
function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: string | undefined,
): Promise<Answer> {
  return new Promise((done, fail) => {
    const outgoing = httpRequest(
      url,
      {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }) },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          done({ status: incoming.statusCode!, text, body: parse(text) });
        });
      },
    );
    outgoing.once('error', fail);
    outgoing.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** Times, ids that the shop gave out, secrets and report ids are not compared; everything else is, to the value. */
export function masked(value: unknown, sorted: boolean, key = ''): unknown {
  if (typeof value === 'string') {
    if (key !== 'value' && TIME.test(value)) return '<time>';
    if (/Report ID: /.test(value)) return value.replace(/webapi-\w+/, '<report>');
    if (key === 'protect_code') return '<protect code>';
    if (key === '' && /^\d+$/.test(value)) return '<id>';
    return value.split('.').length === 3 && value.startsWith('ey') ? 'JWT-REMOVED' : value;
  }
  if (Array.isArray(value)) {
    const entries = value.map((entry) => masked(entry, sorted, `${key}[]`));
    return sorted || key !== 'items'
      ? entries
      : entries.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  const history = 'is_customer_notified' in value && 'comment' in value;
  return Object.fromEntries(
    Object.entries(value)
      .map(
        ([name, inner]) =>
          [name, history && name === 'entity_id' ? '<id>' : masked(inner, sorted, name)] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export function isSorted(exchange: Exchange): boolean {
  return /sort/i.test(decodeURIComponent(exchange.request.query_raw ?? ''));
}

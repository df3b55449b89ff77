import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { oauthSignature } from '../../../test/sandbox/accounts.js';
import { loadExchanges } from '../../../test/sandbox/recorded-orders.js';
import { MagentoPermissionError, MagentoSignInError } from '../magento.errors.js';
import { OAuth1Auth } from './oauth1.js';
import { signedUrl } from './signed-path.js';

const CREDENTIALS = {
  consumerKey: '9djdj82h48djs9d2',
  consumerSecret: 'j49sk3j29djd',
  accessToken: 'kkk9d7dh3k39sjv7',
  accessTokenSecret: 'dh893hdasih9',
};

const parse = (header: string): Map<string, string> =>
  new Map(
    [...header.matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1]!, decodeURIComponent(match[2]!)]),
  );

describe('OAuth 1.0a', () => {
  it('signs with HMAC-SHA256 as RFC 5849, section 3.4.2, has it', async () => {
    const query = {
      'searchCriteria[pageSize]': '1',
      fields: 'items[entity_id],total_count',
      odd: "a b+c&d=e%~!'()*",
      empty: '',
    };
    const url = 'https://shop.example.com/rest/default/V1/orders';
    const { authorization } = await new OAuth1Auth(CREDENTIALS).headers({ method: 'GET', url, query });
    const header = parse(authorization!);
    expect(header.get('oauth_signature_method')).toBe('HMAC-SHA256');
    const sent = Object.entries(query)
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .join('&');
    expect(header.get('oauth_signature')).toBe(
      oauthSignature({ method: 'GET', url, query: sent }, header, CREDENTIALS),
    );
  });

  it('uses both secrets as the key, encoded', async () => {
    const odd = { ...CREDENTIALS, consumerSecret: 'a&b', accessTokenSecret: 'c d' };
    const { authorization } = await new OAuth1Auth(odd).headers({
      method: 'POST',
      url: 'https://s.example.com/x',
      query: {},
    });
    const header = parse(authorization!);
    const normalized = [...header]
      .filter(([name]) => name !== 'oauth_signature')
      .sort()
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    const base = `POST&${encodeURIComponent('https://s.example.com/x')}&${encodeURIComponent(normalized)}`;
    expect(header.get('oauth_signature')).toBe(
      createHmac('sha256', 'a%26b&c%20d').update(base).digest('base64'),
    );
  });

  it('never repeats a nonce', async () => {
    const auth = new OAuth1Auth(CREDENTIALS);
    const nonces = await Promise.all(
      Array.from({ length: 100 }, async () =>
        parse(
          (await auth.headers({ method: 'GET', url: 'https://s.example.com', query: {} })).authorization!,
        ).get('oauth_nonce'),
      ),
    );
    expect(new Set(nonces).size).toBe(100);
  });

  const badSignature = new MagentoSignInError('The signature is invalid. Verify and try again.');
  const plus = { method: 'GET', url: 'https://s.example.com/rest/default/V1/stockItems/PLUS%2B1', query: {} };
  const styleOf = (headers: Record<string, string>): string => {
    const header = parse(headers['authorization']!);
    const signature = (path: string): string =>
      oauthSignature({ method: 'GET', url: `https://s.example.com${path}`, query: '' }, header, CREDENTIALS);
    if (header.get('oauth_signature') === signature('/rest/default/V1/stockItems/PLUS+1')) return 'laminas';
    return header.get('oauth_signature') === signature('/rest/default/V1/stockItems/PLUS%2B1')
      ? 'as sent'
      : 'neither';
  };

  it('learns how a release reads paths from what is let in, not from what is refused', async () => {
    const auth = new OAuth1Auth(CREDENTIALS);
    const first = await auth.headers(plus);
    expect(styleOf(first)).toBe('laminas');
    expect(await auth.rejected(first, badSignature)).toBe(true);
    const second = await auth.headers(plus);
    expect(styleOf(second)).toBe('as sent');
    await auth.rejected(second, badSignature);
    await auth.headers(plus);
    expect(styleOf(await auth.headers(plus))).toBe('laminas');
    auth.accepted(second);
    expect(styleOf(await auth.headers(plus))).toBe('as sent');
  });

  it('signs again neither for a missing right nor for a path that all releases read alike', async () => {
    const auth = new OAuth1Auth(CREDENTIALS);
    expect(await auth.rejected(await auth.headers(plus), new MagentoPermissionError('x'))).toBe(false);
    const plain = { ...plus, url: 'https://s.example.com/rest/default/V1/stockItems/MUG-01' };
    expect(await auth.rejected(await auth.headers(plain), badSignature)).toBe(false);
  });
});

it.each([
  ['plus', { 'as-sent': 'PLUS%2B1', normalised: 'PLUS+1' }],
  ['comma', { 'as-sent': 'COMMA%2C1', normalised: 'COMMA,1' }],
  ['lone-percent', { 'as-sent': '100%25', normalised: '100%' }],
])('signs a SKU with %s as in the recording that Magento 2.4.7 let in', (character, signed) => {
  const recording = (how: string) =>
    loadExchanges('recorded').find(({ name }) => name.endsWith(`oauth1-sku-${character}-signed-${how}`))!;
  const taken = Object.entries(signed).filter(([how]) => recording(how).response.status === 200);
  expect(taken).toHaveLength(1);
  const path = `http://127.0.0.1${recording('as-sent').request.path}`;
  expect(signedUrl(path, 'laminas')).toBe(path.replace(signed['as-sent'], taken[0]![1]));
});

/** What Magento 2.4.7 took and refused: recorded exchanges 949 to 956. The others follow Laminas\Uri\Uri. */
describe(signedUrl.name, () => {
  it.each([
    ['PLUS%2B1', 'PLUS+1', 'PLUS%2B1'],
    ['COMMA%2C1', 'COMMA,1', 'COMMA%2C1'],
    ['100%25', '100%25', '100%25'],
    ['A%2541', 'A%41', 'A%2541'],
    ['A%2FB%20%3B%3D%26%27', 'A/B%20;=&%27', 'A%2FB%20%3B%3D%26%27'],
    ["it's!", 'it%27s%21', 'it%27s%21'],
    ['%28a%29(b)', '%28a%29(b)', '%28a%29(b)'],
    ['%c3%84%7E', '%C3%84~', '%C3%84~'],
  ])('signs %s as %s, and for 2.4.8 as %s', (sent, laminas, later) => {
    const url = `http://SHOP.example.com:80/rest/default/V1/stockItems/${sent}`;
    expect(signedUrl(url, 'laminas')).toBe(`http://shop.example.com/rest/default/V1/stockItems/${laminas}`);
    expect(signedUrl(url, 'unreserved')).toBe(`http://shop.example.com/rest/default/V1/stockItems/${later}`);
  });
});

import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import OAuth from 'oauth-1.0a';
import { oauthSignature } from '../../../test/sandbox/accounts.js';
import { OAuth1Auth } from './oauth1.js';

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
  it('builds the signature base string of RFC 5849, section 3.4.1.1', () => {
    const oauth = new OAuth({
      consumer: { key: '9djdj82h48djs9d2', secret: 'j49sk3j29djd' },
      signature_method: 'HMAC-SHA256',
      hash_function: (text) => text,
    });
    // The client gives names and values decoded and the URL without a query, so that nothing is encoded twice.
    const data = { b5: '=%3D', a3: ['2 q', 'a'], 'c@': '', a2: 'r b', c2: '' };
    const request = { url: 'http://example.com/request', method: 'POST', data };
    const parameters = {
      oauth_consumer_key: '9djdj82h48djs9d2',
      oauth_token: 'kkk9d7dh3k39sjv7',
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: 137131201,
      oauth_nonce: '7d8f3e4a',
    };
    expect(oauth.getBaseString(request, parameters as unknown as OAuth.Data)).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26' +
        'oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26' +
        'oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });

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
});

import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  authorizationHeader,
  hmacSha256,
  type Parameter,
  percentEncode,
  signatureBase,
  signingKey,
} from './oauth1-signature.js';
import { signedUrl } from './signed-path.js';

/** The RFC signs by SHA-1; base string and key are the same for SHA-256. */
const sha1 = (base: string, key: string): string => createHmac('sha1', key).update(base).digest('base64');

describe('RFC 5849', () => {
  const CLIENT: Parameter[] = [
    ['oauth_consumer_key', 'dpf43f3p2l4k3l03'],
    ['oauth_signature_method', 'HMAC-SHA1'],
  ];

  it.each<[string, string, string, Parameter[], string, string]>([
    [
      'temporary credentials',
      'POST',
      'https://photos.example.net/initiate',
      [
        ['oauth_timestamp', '137131200'],
        ['oauth_nonce', 'wIjqoS'],
        ['oauth_callback', 'http://printer.example.com/ready'],
      ],
      '',
      '74KNZJeDHnMBp0EMJ9ZHt/XKycU=',
    ],
    [
      'token credentials',
      'POST',
      'https://photos.example.net/token',
      [
        ['oauth_token', 'hh5s93j4hdidpola'],
        ['oauth_timestamp', '137131201'],
        ['oauth_nonce', 'walatlh'],
        ['oauth_verifier', 'hfdp7dh39dks9884'],
      ],
      'hdhd0244k9j7ao03',
      'gKgrFCywp7rO0OXSjdot/IHF7IU=',
    ],
    [
      'a resource',
      'GET',
      'http://photos.example.net/photos',
      [
        ['oauth_token', 'nnch734d00sl2jdk'],
        ['oauth_timestamp', '137131202'],
        ['oauth_nonce', 'chapoH'],
        ['file', 'vacation.jpg'],
        ['size', 'original'],
      ],
      'pfkkdhi9sl3r4s00',
      'MdpQcU8iPSUjWoN/UDMsK2sui9I=',
    ],
  ])('1.2: signs the request for %s', (_name, method, url, parameters, tokenSecret, signature) => {
    const base = signatureBase(method, url, [...CLIENT, ...parameters]);
    expect(sha1(base, signingKey('kd94hf93k423kf44', tokenSecret))).toBe(signature);
  });

  /** Of the query and the form together: `a3` comes in both. */
  const REQUEST: Parameter[] = [
    ['b5', '=%3D'],
    ['a3', 'a'],
    ['c@', ''],
    ['a2', 'r b'],
    ['oauth_consumer_key', '9djdj82h48djs9d2'],
    ['oauth_token', 'kkk9d7dh3k39sjv7'],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', '137131201'],
    ['oauth_nonce', '7d8f3e4a'],
    ['c2', ''],
    ['a3', '2 q'],
  ];

  it('3.4.1.1 and 3.4.1.3: builds the base string of parameters from query, header and form', () => {
    const url = signedUrl('http://EXAMPLE.COM:80/request', 'laminas');
    expect(signatureBase('post', url, REQUEST)).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26' +
        'oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26' +
        'oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });

  it.each([
    ['http://EXAMPLE.COM:80/r%20v/X', 'http://example.com/r%20v/X'],
    ['https://www.example.net:8080/', 'https://www.example.net:8080/'],
    ['https://www.example.net:443/x', 'https://www.example.net/x'],
    ['http://example.com', 'http://example.com/'],
  ])('3.4.1.2: %s is %s in the base string', (url, normalised) => {
    expect([signedUrl(url, 'laminas'), signedUrl(url, 'unreserved')]).toEqual([normalised, normalised]);
  });

  it('3.4.1.3.2: sorts by the encoded bytes of names, then of values', () => {
    const parameters = ['a=z', 'a=%', 'a%=1', 'a-=1', 'B=1', 'ä=1', 'a=10', 'a=9', '~=1', ' =1'].map(
      (pair) => pair.split('=') as [string, string],
    );
    const [, , sorted] = signatureBase('GET', 'http://example.com/', parameters).split('&');
    expect(decodeURIComponent(sorted!).split('&')).toEqual([
      ...['%20=1', '%C3%A4=1', 'B=1', 'a=%25', 'a=10', 'a=9', 'a=z', 'a%25=1', 'a-=1', '~=1'],
    ]);
  });

  it('3.4.2: the key is both secrets, encoded, also without a token', () => {
    expect(signingKey('a&b', 'c d')).toBe('a%26b&c%20d');
    expect(signingKey('j49sk3j29djd', '')).toBe('j49sk3j29djd&');
  });

  it('3.5.1: writes the header', () => {
    expect(
      authorizationHeader([
        ['oauth_consumer_key', '0685bd9184jfhq22'],
        ['oauth_token', 'ad180jjd733klru7'],
        ['oauth_signature', 'wOJIO9A2W5mFwDgiDvZbTSMK/PY='],
      ]),
    ).toBe(
      'OAuth oauth_consumer_key="0685bd9184jfhq22", oauth_token="ad180jjd733klru7", oauth_signature="wOJIO9A2W5mFwDgiDvZbTSMK%2FPY%3D"',
    );
  });

  it('3.6: encodes all but unreserved characters', () => {
    expect(percentEncode('Aa0-._~')).toBe('Aa0-._~');
    expect(percentEncode("!*'();:@&=+$,/?%#[] \n☃")).toBe(
      '%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%25%23%5B%5D%20%0A%E2%98%83',
    );
  });
});

it('signs with HMAC-SHA256 as RFC 4231, case 2, has it', () => {
  expect(Buffer.from(hmacSha256('what do ya want for nothing?', 'Jefe'), 'base64').toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

import { describe, expect, it } from '@jest/globals';
import { redact } from './redact.js';

const SECRET = 'Bearer abcDEF/123+"x\'y&z<ü';
const TOKEN = SECRET.slice('Bearer '.length);

describe(redact.name, () => {
  it.each([
    ['as it is', SECRET],
    ['without its scheme', TOKEN],
    ['in another case', TOKEN.toUpperCase().replace('Ü', 'ü')],
    ['in JSON', JSON.stringify({ at: SECRET })],
    ["in PHP's JSON", JSON.stringify(TOKEN).replaceAll('/', '\\/').replaceAll('ü', '\\u00fc')],
    ['in HTML', 'abcDEF/123+&quot;x&#39;y&amp;z&lt;ü'],
    ["in PHP's HTML", 'abcDEF/123+&quot;x&#039;y&amp;z&lt;ü'],
    ['in an address', encodeURIComponent(TOKEN)],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64 for addresses', Buffer.from(TOKEN).toString('base64url')],
  ])('removes a secret %s', (_name, echo) => {
    const text = redact(`401 you sent ${echo} to us`, [SECRET]);
    expect(text).toContain('[removed]');
    expect(text).not.toMatch(/abcdef|YWJjREVG|QmVhcmVy/i);
    expect(text).toMatch(/^401 you sent .* to us$/);
  });

  it('removes what Basic says, and its password alone', () => {
    const basic = `Basic ${Buffer.from('merchant:s3cret-word').toString('base64')}`;
    expect(redact('no user merchant:s3cret-word', [basic])).toBe('no user [removed]');
    expect(redact('wrong password s3cret-word', [basic])).toBe('wrong password [removed]');
  });

  it('removes the named parts of a value', () => {
    const text = redact('session 0123456789abcdef is unknown', ['id=1; session=0123456789abcdef']);
    expect(text).toBe('session [removed] is unknown');
  });

  it('leaves the names of parts as they are', () => {
    const header = 'OAuth oauth_signature="c2lnbmF0dXJl", oauth_signature_method="HMAC-SHA256"';
    expect(redact('oauth_signature c2lnbmF0dXJl is invalid', [header])).toBe(
      'oauth_signature [removed] is invalid',
    );
  });

  it('removes a secret that was cut at the end', () => {
    const text = `${'x'.repeat(30)} s3cret-w`;
    expect(redact(text, ['s3cret-word'], true)).toMatch(/^x{20,30} ?$/);
    expect(redact(text, ['s3cret-word'])).toBe(text);
  });

  it('leaves the rest as it is, also beside values that are no secret', () => {
    expect(redact('{"error": "1 field is wrong"}', ['1', 'no', ''])).toBe('{"error": "1 field is wrong"}');
    expect(redact('Bearer tokens only', ['Bearer abcdefgh'])).toBe('Bearer tokens only');
  });
});

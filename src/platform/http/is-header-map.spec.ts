import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { IsHeaderMap } from './is-header-map.js';

class Body {
  @IsHeaderMap()
  headers: unknown;
}

function messageFor(headers: unknown): string | undefined {
  const [error] = validateSync(Object.assign(new Body(), { headers }));
  return error?.constraints?.['isHeaderMap'];
}

describe('a map of headers', () => {
  it('takes names and values that HTTP can carry', () => {
    expect(messageFor({ 'x-api-key': 'k', Authorization: 'Bearer ü' })).toBeUndefined();
    expect(messageFor({})).toBeUndefined();
  });

  it.each([
    ['no map', 'x', 'must map up to 20 header names to values'],
    ['too many', Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`x-${i}`, ''])), 'up to 20'],
    ['a name of ours', { 'x-a': '1', 'Webhook-Id': 'x' }, 'Webhook-Id is set by the service'],
    ['a name that HTTP does not have', { 'x y': '1' }, 'x y is no name of a header'],
    ['a value with a character outside Latin-1', { 'x-api-key': 'a…' }, 'x-api-key: its value must be'],
    ['a value of two lines', { 'x-a': 'a\r\nb: c' }, 'x-a: its value must be'],
    ['a value that is no text', { 'x-a': 1 }, 'x-a: its value must be'],
  ])('says what is wrong with %s', (_what, headers, said) => {
    expect(messageFor(headers)).toContain(said);
  });

  it('repeats no value, which may be a secret, and no name beyond its length', () => {
    expect(messageFor({ 'x-api-key': 'geheim…' })).not.toContain('geheim');
    expect(messageFor({ [`é${'n'.repeat(300)}`]: '1' })!.length).toBeLessThan(400);
  });
});

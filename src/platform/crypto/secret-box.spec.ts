import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SecretBox } from './secret-box.js';

const key = (): string => randomBytes(32).toString('base64');
const SECRET = { password: 'secret', list: [1, 'ü'] };

describe(SecretBox.name, () => {
  const current = key();
  const box = new SecretBox(current);

  it('opens what it has sealed', () => {
    expect(box.open(box.seal(SECRET, 'store:a'), 'store:a')).toEqual(SECRET);
  });

  it('opens no box of another row', () => {
    expect(() => box.open(box.seal(SECRET, 'store:a'), 'store:b')).toThrow();
  });

  it('opens nothing that was changed, wherever', () => {
    for (const place of [0, 11, 12, 27, 28, 40]) {
      const sealed = box.seal(SECRET, 'store:a');
      sealed.box[place]! ^= 1;
      expect(() => box.open(sealed, 'store:a')).toThrow();
    }
  });

  it('shows nothing of the secret, and never the same twice', () => {
    const [first, second] = [box.seal(SECRET, 'x'), box.seal(SECRET, 'x')];
    expect(first.box.includes('secret')).toBe(false);
    expect(first.box.subarray(0, 12)).not.toEqual(second.box.subarray(0, 12));
  });

  it('opens older boxes with the key before, and seals with the new one', () => {
    const next = key();
    const rotated = new SecretBox(next, current);
    expect(rotated.open(box.seal(SECRET, 'x'), 'x')).toEqual(SECRET);
    const sealed = rotated.seal(SECRET, 'x');
    expect(sealed.keyId).toBe(rotated.currentKeyId);
    expect(new SecretBox(next).open(sealed, 'x')).toEqual(SECRET);
    expect(() => box.open(sealed, 'x')).toThrow('SECRETS_KEY_PREVIOUS');
  });

  it('derives keys of a purpose, the newest first, the same on each replica', () => {
    const next = key();
    const keys = (one: SecretBox, purpose: string) =>
      one.derivedKeys(purpose).map((derived) => derived.export().toString('hex'));
    const rotated = new SecretBox(next, current);
    expect(keys(rotated, 'tokens')).toEqual([...keys(new SecretBox(next), 'tokens'), ...keys(box, 'tokens')]);
    expect(keys(box, 'tokens')).not.toEqual(keys(box, 'sessions'));
    expect(keys(box, 'tokens')[0]).not.toBe(Buffer.from(current, 'base64').toString('hex'));
  });
});

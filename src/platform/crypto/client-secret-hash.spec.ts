import { expect, it } from '@jest/globals';
import { ClientSecretVerifier, hashClientSecret } from './client-secret-hash.js';

it('answers a burst of one secret with one look, and no other secret, address or client with it', async () => {
  const verifier = new ClientSecretVerifier();
  const hash = await hashClientSecret('right');
  let looks = 0;
  const ask = (secret: string, address = '192.0.2.1', id = 'increff', stored = [hash]) =>
    verifier.verify(id, address, secret, stored, (look) => {
      looks++;
      return look();
    });
  const burst = [
    ask('right'),
    ask('right'),
    ask('wrong'),
    ask('right', '192.0.2.2'),
    ask('right', undefined, 'x', []),
  ];
  expect(await Promise.all(burst)).toEqual([hash, hash, undefined, hash, undefined]);
  expect(looks).toBe(4);
  expect(['192.0.2.1', '192.0.2.3'].map((address) => verifier.remembers('right', hash, address))).toEqual([
    true,
    false,
  ]);
  expect(verifier.remembers('wrong', hash, '192.0.2.1')).toBe(false);
});

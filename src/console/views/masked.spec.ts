import { expect, it } from '@jest/globals';
import { curl, masked, maskedUrl } from './masked.js';

it('leaves codes of goods and parcels, and nothing of a person', () => {
  const body = {
    forwardOrderCode: '4780',
    consignee: { name: 'Asha', phone: 98, address: ['1 Road', null] },
    items: [{ sku: 'LS-1', quantity: 2, remark: 'for Asha' }],
    empty: null,
  };
  expect(masked(body)).toEqual({
    forwardOrderCode: '4780',
    consignee: { name: '••••••', phone: '••••••', address: ['••••••', null] },
    items: [{ sku: 'LS-1', quantity: 2, remark: '••••••' }],
    empty: null,
  });
});

it('takes what may be secret out of an address', () => {
  expect(maskedUrl('https://user:word@hooks.example/in?token=abc&token=def&x=1')).toBe(
    'https://hooks.example/in?token=••••••&x=••••••',
  );
  expect(maskedUrl('')).toBe('');
});

it('makes a command that a shell takes as it stands', () => {
  const words = curl({
    method: 'POST',
    url: 'https://a.example/b',
    headers: ['content-type', 'X-Key'],
    body: { a: "it's" },
  });
  expect(words).toBe(
    `curl -X POST 'https://a.example/b' \\\n  -H 'content-type: application/json' \\\n  -H 'X-Key: ••••••' \\\n  --data '{"a":"it'\\''s"}'`,
  );
});

import { expect, it } from '@jest/globals';
import { SendPermit, SIGN_IN_PATH } from './send-permit.js';

it('of a sign-in is for no other call', () => {
  const permit = SendPermit.forSignIn();
  expect(() => permit.check(`https://shop.example${SIGN_IN_PATH}`)).not.toThrow();
  expect(() => permit.check('https://shop.example/rest/V1/orders/1/cancel')).toThrow('no other call');
});

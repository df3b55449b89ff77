import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import { SignInPage } from './sign-in.js';

describe('the sign-in', () => {
  it('keeps the client id after a wrong secret', () => {
    const page = SignInPage({ csrf: 'c', failed: true, clients: true, clientId: 'increff"' });
    expect(renderToString(page)).toContain('value="increff&quot;"');
  });
});

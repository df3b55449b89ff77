import { describe, expect, it } from '@jest/globals';
import { MagentoServerError, MagentoSignInError } from '../magento.errors.js';
import { AdminTokenAuth } from './admin-token.js';

const jwt = (iat: number, exp: number): string =>
  `h.${Buffer.from(JSON.stringify({ iat, exp })).toString('base64url')}.s`;

function auth(...answers: (string | Error)[]) {
  const state = { asked: 0, now: 1_000_000 };
  const scheme = new AdminTokenAuth(
    async () => {
      const answer = answers[Math.min(state.asked++, answers.length - 1)]!;
      await Promise.resolve();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    () => state.now,
  );
  return { scheme, state };
}

describe('AdminTokenAuth', () => {
  it('asks once for any number of calls', async () => {
    const { scheme, state } = auth('t');
    await Promise.all(Array.from({ length: 20 }, () => scheme.headers()));
    expect(state.asked).toBe(1);
  });

  it("renews a minute before the token's end, by its own lifetime", async () => {
    const { scheme, state } = auth(jwt(0, 3600));
    await scheme.headers();
    state.now += 3_539_000;
    await scheme.headers();
    expect(state.asked).toBe(1);
    state.now += 2000;
    await scheme.headers();
    expect(state.asked).toBe(2);
  });

  it('takes 50 minutes for a token that does not tell', async () => {
    const { scheme, state } = auth('opaque');
    await scheme.headers();
    state.now += 48 * 60_000;
    await scheme.headers();
    state.now += 2 * 60_000;
    await scheme.headers();
    expect(state.asked).toBe(2);
  });

  it('renews once when many calls were rejected with the same token', async () => {
    const { scheme, state } = auth('one', 'two');
    const headers = await scheme.headers();
    await Promise.all(Array.from({ length: 10 }, () => scheme.rejected(headers)));
    expect(state.asked).toBe(2);
    expect(await scheme.rejected(headers)).toBe(true);
    expect(state.asked).toBe(2);
  });

  it('stays away for 15 minutes after a refusal, so as not to lock the account', async () => {
    const { scheme, state } = auth(new MagentoSignInError('wrong'), 'ok');
    for (let i = 0; i < 5; i++) {
      await expect(scheme.headers()).rejects.toThrow('Not tried again for 15 minutes');
    }
    expect(state.asked).toBe(1);
    state.now += 15 * 60_000 + 1;
    await expect(scheme.headers()).resolves.toEqual({ authorization: 'Bearer ok' });
  });

  it('does not hold off after an outage', async () => {
    const { scheme, state } = auth(new MagentoServerError('down'), 'ok');
    await expect(scheme.headers()).rejects.toThrow('down');
    await scheme.headers();
    expect(state.asked).toBe(2);
  });
});

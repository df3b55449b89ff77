import { describe, expect, it } from '@jest/globals';
import {
  type MagentoError,
  MagentoBreakerOpenError,
  MagentoGatewayError,
  MagentoNoAnswerError,
  MagentoPermissionError,
  MagentoProtocolError,
  MagentoRejectedError,
  MagentoServerError,
  MagentoSignInError,
  MagentoTokenRefusedError,
  MagentoTransientError,
  MagentoUnavailableError,
  MagentoUnreachableError,
} from '../magento/magento.errors.js';
import { Blame, StoreEvidence } from './store-evidence.js';

const EITHER: [string, MagentoError][] = [
  ['401', new MagentoSignInError('The signature is invalid.')],
  ['403', new MagentoProtocolError('403', 403)],
  ['500', new MagentoServerError('500')],
  ['503 of a proxy', new MagentoGatewayError('503', 503)],
  ['no answer', new MagentoNoAnswerError('cut')],
  ['a missing right', new MagentoPermissionError('x')],
];

function evidence(answer?: Error): { of: StoreEvidence; state: { asked: number; now: number } } {
  const state = { asked: 0, now: 0 };
  const ping = (): Promise<void> => {
    state.asked++;
    return answer ? Promise.reject(answer) : Promise.resolve();
  };
  return { of: new StoreEvidence(ping, () => state.now), state };
}

describe(StoreEvidence.name, () => {
  it.each(EITHER)('%s is the fault of the SKU while the shop answers others', async (_name, error) => {
    const { of } = evidence();
    expect(await of.blame(error, 'A', 0)).toBe(Blame.Sku);
  });

  it.each(EITHER)('%s is an outage when the shop does not answer', async (_name, error) => {
    for (const answer of [
      new MagentoNoAnswerError('x'),
      new MagentoGatewayError('x', 502),
      new MagentoSignInError('x'),
      new MagentoServerError('x'),
      new MagentoUnreachableError('x'),
    ]) {
      expect(await evidence(answer).of.blame(error, 'A', 0)).toBe(Blame.Store);
    }
  });

  it('does not ask when another SKU went well since the call began', async () => {
    const { of, state } = evidence(new MagentoNoAnswerError('x'));
    state.now = 5;
    of.succeeded();
    expect(await of.blame(new MagentoNoAnswerError('x'), 'A', 4)).toBe(Blame.Sku);
    expect(await of.blame(new MagentoNoAnswerError('x'), 'A', 6)).toBe(Blame.Store);
    expect(state.asked).toBe(1);
  });

  it.each([
    ['no connection', new MagentoUnreachableError('x')],
    ['the maintenance page', new MagentoUnavailableError('x')],
    ['the token route', new MagentoTokenRefusedError('x')],
    ['the breaker', new MagentoBreakerOpenError('x')],
  ])('needs no further evidence: %s', async (_name, error) => {
    const { of, state } = evidence();
    expect(await of.blame(error, 'A', 0)).toBe(Blame.Store);
    expect(state.asked).toBe(0);
  });

  it('takes many SKUs in a row for an outage, and one SKU that fails for ever for one', async () => {
    const { of } = evidence();
    const error = new MagentoPermissionError('x');
    for (let i = 0; i < 30; i++) expect(await of.blame(error, 'A', 0)).toBe(Blame.Sku);
    for (let i = 1; i < 19; i++) expect(await of.blame(error, `SKU-${i}`, 0)).toBe(Blame.Sku);
    expect(await of.blame(error, 'SKU-19', 0)).toBe(Blame.Store);
    of.succeeded();
    expect(await of.blame(error, 'SKU-20', 0)).toBe(Blame.Sku);
  });

  it('holds a refusal against the SKU, and a 429 against nobody', async () => {
    const { of, state } = evidence(new MagentoNoAnswerError('x'));
    expect(await of.blame(new MagentoRejectedError('no', 400, 'no', {}), 'A', 0)).toBe(Blame.Sku);
    expect(await of.blame(new MagentoTransientError('slow down', 429), 'A', 0)).toBe(Blame.Pace);
    expect(state.asked).toBe(0);
  });
});

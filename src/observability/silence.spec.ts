import { describe, expect, it } from '@jest/globals';
import { silencesOf } from './silence.js';
import type { OrderFlow } from './silence.read-model.js';

const flow = (more: Partial<OrderFlow> = {}): OrderFlow => ({
  ...{ storeCode: 'a', paused: false, hours: 1, recent: 0, usual: 5, explanation: null },
  ...more,
});
const found = (...flows: OrderFlow[]): string[] =>
  silencesOf(flows).map(({ storeCode, since }) => `${storeCode}: ${since}`);

describe('silence', () => {
  it('is where orders usually come and none came', () => {
    expect(found(flow())).toEqual(['a: no order for 1 h']);
  });

  it.each([
    ['an order came', { recent: 1 }],
    ['few usually come', { usual: 4.75 }],
    ['the store is paused', { paused: true }],
  ])('is not where %s', (_what, more) => expect(found(flow(more))).toEqual([]));

  it('is reported once for each store, by the shortest window that proves it', () => {
    const small = { storeCode: 'b', usual: 2 };
    expect(
      found(
        flow(),
        flow({ hours: 3 }),
        flow(small),
        flow({ ...small, hours: 6, usual: 12 }),
        flow({ storeCode: 'c', recent: 9 }),
      ),
    ).toEqual(['a: no order for 1 h', 'b: no order for 6 h']);
  });
});

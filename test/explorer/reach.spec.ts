import { describe, expect, it } from '@jest/globals';
import { oldFaults, OUT_OF_REACH, OUT_OF_REACH_BY_REASON, WITH_PROCESSES } from './reach.js';

/** A new patch is looked for unless the list says why it cannot be: whoever adds one decides. */
const IN_REACH = [
  'adopts-a-foreign-shipment',
  'answer-401-is-proof',
  'any-400-counts-as-refused',
  'cancel-sent-again-in-doubt',
  'comment-is-not-looked-for',
  'doubt-by-the-process-clock',
  'failing-look-counts-as-not-shown',
  'grace-below-the-lock-wait',
  'html-4xx-counts-as-not-sent',
  'lease-not-checked-at-the-socket',
  'maintenance-page-is-proof',
  'no-look-before-sending-again',
  'own-500-counts-as-rolled-back',
  'proxy-5xx-counts-as-not-sent',
  'resent-after-401-without-a-look',
  'stamped-before-the-slot',
  'stock-copy-forgotten',
  'stock-refill-unowned',
  'stock-short-grace',
  'stock-store-outside-try',
  'stock-version-before-lock',
  'stock-write-unfenced',
];

/** A patch with another name, or one that is gone, must not drop out of the lists unseen. */
describe('the old faults that the explorer looks for', () => {
  const faults = oldFaults();

  it('are there', () => {
    expect(faults.length).toBeGreaterThan(50);
  });

  it('are known to each list that names them', () => {
    const named = [...Object.keys(WITH_PROCESSES), ...Object.values(OUT_OF_REACH_BY_REASON).flat()];
    expect(named.filter((name) => !faults.includes(name))).toEqual([]);
  });

  it('are in one list each', () => {
    const named = [...Object.keys(WITH_PROCESSES), ...Object.values(OUT_OF_REACH_BY_REASON).flat()];
    expect(named.filter((name, i) => named.indexOf(name) !== i)).toEqual([]);
  });

  it('are those that were agreed on', () => {
    expect(faults.filter((name) => !(name in OUT_OF_REACH)).sort()).toEqual(IN_REACH);
  });
});

import type { Schedule } from './schedule.js';

/** Schedules that failed once. They stand here as they are, since a seed means another one when more can be drawn. */
export const ONCE_FAILED: { why: string; schedule: Schedule }[] = [
  {
    why: 'a cancel that took effect between a look and the next plan was put down to somebody else',
    schedule: {
      store: 0,
      steps: [
        {
          do: 'cancel',
          line: 0,
          later: false,
          replica: 0,
          twice: false,
          again: 3,
          key: false,
          beside: false,
        },
      ],
      blind: { ms: 0, by: 'none' },
      lagMs: 0,
      foreignShipment: false,
      writes: ['cut, late', '504, late', 'cut, late'],
      reads: ['none', 'none', 'none', 'none', '503'],
      polls: [],
      deliveries: [],
    },
  },
  {
    why: 'a cancel that never came in was APPLIED without a word, when an administrator had cancelled the order meanwhile',
    schedule: {
      store: 4,
      steps: [
        { do: 'cancel', line: 0, later: true, replica: 0, twice: false, again: 3, key: false, beside: true },
        { do: 'shop', change: 'cancel', beside: true },
      ],
      blind: { ms: 600, by: 'token refused' },
      lagMs: 0,
      foreignShipment: false,
      writes: ['cut before', 'page 200 before', 'cut before'],
      reads: [],
      polls: [],
      deliveries: [],
    },
  },
  {
    why: 'a stock value waited for a minute after a maintenance that had ended at once',
    schedule: {
      store: 1,
      steps: [
        { do: 'stock', quantity: 5, burst: 1, later: false, replica: 1, beside: true },
        { do: 'stock', quantity: 3, burst: 1, later: true, replica: 0, beside: false },
      ],
      blind: { ms: 0, by: 'none' },
      lagMs: 0,
      foreignShipment: false,
      writes: ['504 before', 'maintenance', 'none'],
      reads: ['502', '504', 'none', 'time-out'],
      polls: [],
      deliveries: [],
    },
  },
];

import type { Tone } from '../../words/tone.js';
import type { IconName } from '../views/icons.js';

export interface Words {
  word: string;
  tone: Tone;
  icon: IconName;
}

const ok = (word: string): Words => ({ word, tone: 'ok', icon: 'done' });
const info = (word: string, icon: IconName = 'clock'): Words => ({ word, tone: 'info', icon });
const attention = (word: string, icon: IconName = 'warn'): Words => ({ word, tone: 'attention', icon });
const danger = (word: string, icon: IconName = 'no'): Words => ({ word, tone: 'danger', icon });
const quiet = (word: string, icon: IconName = 'ring'): Words => ({ word, tone: '', icon });

/** Every state and outcome that a page shows, by whose it is: the same code means different things of different rows. */
const STATES = {
  order: {
    NEW: info('New', 'new'),
    ACKNOWLEDGED: ok('Acknowledged'),
    HELD: attention('Held'),
    WAITING: quiet('Waits', 'clock'),
    CANCELLED: quiet('Cancelled', 'no'),
    IGNORED: quiet('Not for the warehouse', 'half'),
  },
  write: {
    PENDING: info('Waits'),
    RUNNING: info('Under way', 'work'),
    UNKNOWN: attention('Not certain'),
    SETTLED: ok('Done'),
    APPLIED: ok('Done'),
    ALREADY: ok('Was so already'),
    DEGRADED: attention('Done another way'),
    REFUSED: danger('Refused'),
    FAILED: danger('Failed, nothing changed'),
    SHADOWED: quiet('Not sent: shadow mode', 'half'),
    UNDER_WAY: info('Waits or under way', 'work'),
    REFUSED_OR_FAILED: danger('Refused or failed'),
    LEFT_UNDONE: danger('Left undone, last 7 days'),
    NEEDS_PERSON: attention('Needs a person'),
  },
  delivery: {
    PENDING: info('On its way', 'send'),
    DELIVERED: ok('Arrived'),
    DEAD: danger('Given up'),
    TEST: quiet('Test', 'half'),
    SHADOWED: quiet('Not sent: shadow mode', 'half'),
  },
  endpoint: {
    ENABLED: ok('On'),
    DISABLED: attention('Switched off', 'pause'),
    GONE: attention('Switched off: it answered 410', 'pause'),
    FAILING: attention('Switched off: it failed for days', 'pause'),
    OPERATOR: quiet('Switched off by a person', 'pause'),
  },
  read: {
    RUNNING: info('Under way', 'work'),
    DONE: ok('On time'),
    FAILED: danger('Failed'),
    ABANDONED: attention('Cut off'),
  },
  comparison: {
    RUNNING: info('Under way', 'work'),
    DONE: ok('Compared'),
    FAILED: danger('Failed'),
  },
  stock: {
    PUSHED: ok('In step'),
    PENDING: info('Waits'),
    FAILED: danger('Not taken'),
    SHADOWED: quiet('Not sent: shadow mode', 'half'),
  },
  parcel: {
    PENDING: info('Being made', 'work'),
    CREATED: { word: 'Packed', tone: 'ok', icon: 'box' },
    HANDED_OVER: info('With the courier', 'truck'),
    REFUSED: danger('Refused by Magento'),
    VOID: quiet('Void', 'no'),
  },
  return: {
    CREATED: info('Announced', 'back'),
    IN_PROCESSING: info('Being checked', 'work'),
    PROCESSED: ok('Taken back'),
    CANCELLED: quiet('Cancelled', 'no'),
  },
  event: {
    ACCEPTED: ok('Passed on'),
    UNMAPPED: attention('Its status has no meaning here'),
    MALFORMED: attention('Cannot be read'),
    WAITING: attention('Waits for its order', 'clock'),
    DISMISSED: quiet('Dismissed', 'no'),
    UNWANTED: quiet('Not asked for', 'half'),
  },
  severity: {
    ERROR: danger('A promise is broken', 'fail'),
    WARNING: attention('Somebody should look'),
    INFO: ok('Put right'),
  },
  repair: {
    REPAIRED: ok('Put right here'),
    OPEN: attention('Open'),
  },
  result: {
    ok: ok('Done'),
    failed: danger('Failed'),
    refused: danger('Refused'),
  },
  verdict: {
    SAME: ok('Same'),
    DIFFERENT: attention('Different'),
    NOT_THERE: attention('Not there'),
    NOT_COMPARED: quiet('Not compared', 'half'),
  },
  channel: {
    NEW: info('Nothing sent yet', 'ring'),
    TAKEN: ok('Takes messages'),
    FAILING: danger('Takes none'),
    OFF: quiet('Switched off', 'pause'),
  },
  alert: {
    PENDING: info('To be sent', 'send'),
    HELD: quiet('Waits for quiet hours to end', 'clock'),
    SENT: ok('Taken'),
    SUMMED: ok('In a summary'),
  },
  mode: {
    live: ok('Live'),
    shadow: attention('Shadow mode', 'half'),
  },
} as const satisfies Record<string, Record<string, Words>>;

export type Family = keyof typeof STATES;

/** What is not known here is shown as it is: better a code than nothing. */
export function stateInWords(family: Family, code: string): Words {
  const known: Record<string, Words> = STATES[family];
  return Object.hasOwn(known, code) ? known[code]! : quiet(code);
}

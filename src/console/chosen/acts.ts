export type ActName = 'release' | 'retry' | 'withdraw' | 'replay' | 'dismiss';

/** What can be done with rows that somebody chose. */
export interface Act {
  /** The list whose rows they are. */
  list: 'orders' | 'operations' | 'deliveries' | 'events';
  /** On the button. */
  label: string;
  /** After a number. */
  would: string;
  /** The only states of a row in which it makes sense. */
  states: readonly string[];
  /** In words.states. */
  of: 'order' | 'write' | 'delivery' | 'event';
  /** In notices.ts. */
  did: string;
  /** Somebody has to say why. */
  needsReason?: true;
}

export const ACTS: Record<ActName, Act> = {
  release: {
    list: 'orders',
    label: 'Release',
    would: 'would be passed on to Increff as they are',
    states: ['HELD'],
    of: 'order',
    did: 'releasedAll',
  },
  retry: {
    list: 'operations',
    label: 'Retry',
    would: 'would be tried again',
    states: ['PENDING', 'UNKNOWN', 'FAILED'],
    of: 'write',
    did: 'retriedAll',
  },
  withdraw: {
    list: 'operations',
    label: 'Withdraw',
    would: 'would be withdrawn; nothing is sent then',
    states: ['PENDING', 'FAILED'],
    of: 'write',
    did: 'withdrawnAll',
  },
  replay: {
    list: 'deliveries',
    label: 'Send again',
    would: 'would be sent again',
    states: ['DEAD', 'DELIVERED', 'SHADOWED'],
    of: 'delivery',
    did: 'replayedAll',
  },
  dismiss: {
    list: 'events',
    label: 'Dismiss',
    would: 'would be dismissed as none of ours',
    states: ['WAITING'],
    of: 'event',
    did: 'dismissedAll',
    needsReason: true,
  },
};

export function isAct(name: string): name is ActName {
  return Object.hasOwn(ACTS, name);
}

export function actsOf(list: string): [string, Act][] {
  return Object.entries(ACTS).filter(([, act]) => act.list === list);
}

import fc from 'fast-check';

/** What a fault does to one call: whether and when the shop gets it, and what its caller gets. */
export const WRITE_FAULTS = [
  'none',
  'cut before',
  'cut after',
  'cut, late',
  'time-out before',
  'time-out after',
  '502 before',
  '502 after',
  '503 before',
  '503 after',
  '504 before',
  '504 after',
  '504, late',
  'firewall before',
  'firewall after',
  '500 before',
  '500 after',
  'plugin 400 before',
  'plugin 400 after',
  'page 200 before',
  'page 200 after',
  'truncated after',
  'true, not done',
  'deadlock',
  'maintenance',
  'token refused',
  'token refused, copy',
  'maintenance, copy',
  'deadlock, copy',
] as const;
export type WriteFault = (typeof WRITE_FAULTS)[number];

export const READ_FAULTS = [
  'none',
  'cut',
  'time-out',
  '502',
  '503',
  '504',
  '500',
  'maintenance',
  'token refused',
  'truncated',
  'page 200',
  'empty object',
] as const;
export type ReadFault = (typeof READ_FAULTS)[number];

export const DELIVERY_FAULTS = ['none', '500', '503', 'cut before', 'cut after', 'slow'] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

export const WRITES = [
  'acknowledge',
  'cancel',
  'invoice',
  'ship',
  'handover',
  'track',
  'void',
  'refund',
] as const;
export const SHOP_CHANGES = ['cancel', 'hold', 'status', 'comment'] as const;

export interface WriteStep {
  do: (typeof WRITES)[number];
  /** Line of the order, for invoices, refunds, shipments and what happens to their parcels. */
  line: 0 | 1;
  /** The caller leaves it to the worker. */
  later: boolean;
  /** Which replica is asked; the other one is asked at the same time where it is asked twice. */
  replica: 0 | 1;
  twice: boolean;
  /** How often the caller asks again after an answer that is not final. */
  again: number;
  /** All that is asked for this step carries one Idempotency-Key. */
  key: boolean;
  /** The next step begins without waiting for the answer. */
  beside: boolean;
}

export type Step =
  | WriteStep
  /** A burst: so many values right after each other, from callers of both replicas. */
  | { do: 'stock'; quantity: number; burst: number; later: boolean; replica: 0 | 1; beside: boolean }
  /** Of a unit of an order that was shipped long ago: announced, and processed. */
  | { do: 'return'; replica: 0 | 1; twice: boolean; again: number; beside: boolean }
  | { do: 'event'; replica: 0 | 1; beside: boolean }
  | { do: 'shop'; change: (typeof SHOP_CHANGES)[number]; beside: boolean }
  | { do: 'place'; lateMs: number; beside: boolean }
  | { do: 'wait'; ms: number; beside: boolean };

/** What a few callers and a shop do with one order, one SKU and one line of events, and what goes wrong meanwhile. */
export interface Schedule {
  /** Which of the stores: their settings differ. */
  store: number;
  steps: Step[];
  /** From the first write on, all reads meet this for that time: also those that look for what became of it. */
  blind: { ms: number; by: ReadFault };
  /** Reads of the order show it as it was that time ago. */
  lagMs: number;
  /** The shop has invoiced the order, where it is to be refunded. */
  invoiced?: boolean;
  /** Somebody else has made a shipment with the tracking number that ours will have. */
  foreignShipment: boolean;
  /** Of the writes to this order or SKU, one after the other. */
  writes: WriteFault[];
  reads: ReadFault[];
  /** Of the lists that this store's polls ask for. */
  polls: ReadFault[];
  deliveries: DeliveryFault[];
}

/** With how often each is drawn. */
const PROCESS_EVENTS = {
  freeze: 4,
  'cut database': 3,
  kill: 2,
  'clock forth': 2,
  'clock back': 1,
  'restart database': 1,
};

/** Longer than the lease of a write; longer than any lease and the grace after it. */
const FREEZES_MS = [2600, 8500, 8500];

export interface ProcessEvent {
  what: keyof typeof PROCESS_EVENTS;
  replica: 0 | 1;
  /** From the beginning of the wave. */
  atMs: number;
  /** When the replica is about to send its n-th write from now on; 0: by time. */
  atWrite: number;
  /** How long a frozen process stands still. */
  frozenMs: number;
}

/** Schedules that are played side by side while processes fail. */
export interface Wave {
  events: ProcessEvent[];
  schedules: Schedule[];
  /** All in one store, so that many of its writes wait for a free slot; and its SKUs get newer values while a replica is frozen. */
  crowd?: boolean;
}

export const STORES = 7;
/** No read of the shop is further behind. */
export const LONGEST_LAG_MS = 500;

const replica = fc.constantFrom<0 | 1>(0, 1);
/** Two of three are faults. */
function often<T>(faults: readonly ['none', ...T[]]): fc.Arbitrary<'none' | T> {
  const [none, ...others] = faults;
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(none) },
    { weight: 2, arbitrary: fc.constantFrom(...others) },
  );
}

/** Late ones are drawn on purpose: only they show whether a doubt lasts for as long as it must. */
const writeFault: fc.Arbitrary<WriteFault> = fc.oneof(
  { weight: 5, arbitrary: often(WRITE_FAULTS) },
  { weight: 1, arbitrary: fc.constantFrom<WriteFault>('cut, late', '504, late', 'token refused, copy') },
);

const seldom = fc.integer({ min: 0, max: 3 }).map((n) => n === 3);

const write: fc.Arbitrary<WriteStep> = fc.record({
  do: fc.constantFrom(...WRITES),
  line: fc.constantFrom<0 | 1>(0, 1),
  later: fc.integer({ min: 0, max: 5 }).map((n) => n === 5),
  replica,
  twice: seldom,
  again: fc.integer({ min: 0, max: 3 }),
  key: seldom,
  beside: seldom,
});

const stock: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('stock' as const),
  quantity: fc.integer({ min: 0, max: 9 }),
  burst: fc.constantFrom(1, 1, 1, 1, 1, 24),
  later: fc.boolean(),
  replica,
  beside: fc.boolean(),
});

const wait: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('wait' as const),
  ms: fc.constantFrom(20, 200, 1000),
  beside: fc.constant(false),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: write },
  { weight: 3, arbitrary: stock },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('event' as const), replica, beside: seldom }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('return' as const),
      replica,
      twice: fc.boolean(),
      again: fc.integer({ min: 0, max: 3 }),
      beside: seldom,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('shop' as const),
      change: fc.constantFrom(...SHOP_CHANGES),
      beside: fc.constant(false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('place' as const),
      lateMs: fc.constantFrom(0, 0, 800),
      beside: fc.constant(false),
    }),
  },
  { weight: 1, arbitrary: wait },
);

const steps: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 5, arbitrary: fc.array(step, { minLength: 1, maxLength: 5 }) },
  // One value after the other for one SKU.
  {
    weight: 1,
    arbitrary: fc.array(fc.oneof({ weight: 4, arbitrary: stock }, { weight: 1, arbitrary: wait }), {
      minLength: 2,
      maxLength: 5,
    }),
  },
);

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  store: fc.integer({ min: 0, max: STORES - 1 }),
  steps,
  blind: fc.record({ ms: fc.constantFrom(0, 0, 600, 3500), by: fc.constantFrom(...READ_FAULTS) }),
  lagMs: fc.constantFrom(0, 0, LONGEST_LAG_MS),
  invoiced: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  foreignShipment: seldom,
  writes: fc.array(writeFault, { maxLength: 4 }),
  reads: fc.array(often(READ_FAULTS), { maxLength: 5 }),
  polls: fc.array(often(READ_FAULTS), { maxLength: 1 }),
  deliveries: fc.array(often(DELIVERY_FAULTS), { maxLength: 3 }),
});

const processEvent: fc.Arbitrary<ProcessEvent> = fc.record({
  what: fc.constantFrom(
    ...Object.entries(PROCESS_EVENTS).flatMap(([what, times]) =>
      Array.from({ length: times }, () => what as ProcessEvent['what']),
    ),
  ),
  replica,
  atMs: fc.integer({ min: 0, max: 1500 }),
  atWrite: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })),
  frozenMs: fc.constantFrom(...FREEZES_MS),
});

export const waves: fc.Arbitrary<Wave> = fc.record({
  events: fc.array(processEvent, { minLength: 1, maxLength: 4, size: 'max' }),
  schedules: fc.array(schedules, { minLength: 1, maxLength: 120, size: 'max' }),
  crowd: fc.boolean(),
});

import type { Names } from '../notification.types.js';

/** Places where a name is looked up: SQL in parcels.read-model.ts. */
export type ProbeKind = 'awb' | 'returnAwb' | 'order' | 'shipment' | 'return' | 'learnt';

/** What a name is worth. A weaker one is asked only where no stronger one names anything. */
export enum Tier {
  Awb = 1,
  Code = 2,
  Composite = 3,
  Prefixed = 4,
  Learnt = 5,
}

export interface Probe {
  tier: Tier;
  kind: ProbeKind;
  value: string;
}

/** Everything that the names of a parcel may mean. @param prefixes what may stand before an order's code */
export function probesOf(names: Names, isReturn: boolean, prefixes: string[]): Probe[] {
  const { awbs, returnAwbs, orderCodes, references, returnCodes, aggregatorIds } = names;
  const probes = [
    ...all(Tier.Awb, ['awb', 'returnAwb'], awbs),
    // Some ship and return under one AWB.
    ...all(Tier.Awb, ['returnAwb', 'awb'], returnAwbs),
    ...all(Tier.Code, ['order'], orderCodes),
    ...all(Tier.Code, ['order', 'shipment'], references),
    ...all(Tier.Code, ['return'], returnCodes),
    ...all(Tier.Learnt, ['learnt'], aggregatorIds),
  ];
  // What may be the return's own code is the forward order's only as it stands.
  const codes = orderCodes.filter((code) => !(isReturn && returnCodes.includes(code)));
  const whole = [...codes, ...references];
  return [
    ...probes,
    ...whole.flatMap((code) => composites(code, references.includes(code))),
    ...prefixes.flatMap((prefix) => whole.flatMap((code) => withoutPrefix(code, prefix))),
  ];
}

/**
 * `<order>_<digits>` (Shiprocket), `<order>_<reference>` (ClickPost's references for Shiprocket), and `<order>-s<shipment>`
 * (Increff, of an order in several parcels).
 */
function composites(code: string, isReference: boolean): Probe[] {
  const joined = /^(.+)_([^_]*)$/.exec(code);
  const split = /^(.+)-s([^-]+)$/i.exec(code);
  const isJoined = joined && (isReference || /^\d+$/.test(joined[2]!));
  return [
    ...(isJoined ? all(Tier.Composite, ['order'], [joined[1]!]) : []),
    ...(split ? all(Tier.Composite, ['order'], [split[1]!]) : []),
    ...(split ? all(Tier.Composite, ['shipment'], [split[2]!]) : []),
  ];
}

function withoutPrefix(code: string, prefix: string): Probe[] {
  if (!code.startsWith(prefix) || code.length === prefix.length) return [];
  const rest = code.slice(prefix.length);
  const asIs = all(Tier.Prefixed, ['order'], [rest]);
  return [...asIs, ...composites(rest, false).map((probe) => ({ ...probe, tier: Tier.Prefixed }))];
}

function all(tier: Tier, kinds: ProbeKind[], values: string[]): Probe[] {
  return values.flatMap((value) => kinds.map((kind) => ({ tier, kind, value })));
}

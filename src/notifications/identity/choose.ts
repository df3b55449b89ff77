import { type Probe, type ProbeKind, Tier } from './probes.js';

/** Something here that a name means. */
export interface Hit {
  tier: Tier;
  kind: ProbeKind;
  value: string;
  orderId: string;
  shipmentId: string | null;
  returnId: string | null;
  /** Of an order's code: which of the order's two it is. */
  by: 'entityId' | 'incrementId' | null;
}

export interface Chosen {
  orderId: string;
  /** Null where none is named, or several are. */
  shipmentId: string | null;
  returnId: string | null;
  /** By its AWB, the parcel is the return's. */
  isReturnParcel: boolean;
  /** Whether an AWB named it: then what else it is called can be learnt. */
  byAwb: boolean;
}

/** @returns undefined where nothing is named; a text where two names name two orders, which a person has to look at */
export function choose(all: Hit[], preferred: 'entityId' | 'incrementId'): Chosen | string | undefined {
  const hits = all.filter((hit) => !isOutdone(hit, all, preferred));
  const of = (tier: Tier): Hit[] => hits.filter((hit) => hit.tier === tier);
  const byAwb = of(Tier.Awb);
  const byCode = first(of(Tier.Code), of(Tier.Composite));
  const strong = agreed(byAwb, byCode);
  if (typeof strong === 'string') return strong;
  const named = strong ?? agreed([], first(of(Tier.Prefixed), of(Tier.Learnt)));
  if (named === undefined || typeof named === 'string') return named;
  const own = hits.filter(({ orderId }) => orderId === named[0]);
  return {
    orderId: named[0],
    shipmentId: only(
      first(
        withShipment(own, Tier.Awb),
        own.filter(({ shipmentId }) => shipmentId),
      ).map((hit) => hit.shipmentId),
    ),
    returnId: only(own.map((hit) => hit.returnId)),
    isReturnParcel: isReturnParcel(own),
    byAwb: own.some(({ tier }) => tier === Tier.Awb),
  };
}

/** One order that all of them name. An AWB that two orders had, as couriers' numbers come back, is decided by the code. */
function agreed(byAwb: Hit[], byCode: Hit[]): [string] | string | undefined {
  const awbs = new Set(byAwb.map(({ orderId }) => orderId));
  const codes = new Set(byCode.map(({ orderId }) => orderId));
  if (awbs.size + codes.size === 0) return undefined;
  const both =
    awbs.size === 0 ? codes : codes.size === 0 ? awbs : new Set([...awbs].filter((id) => codes.has(id)));
  if (both.size === 1 && codes.size <= 1) return [[...both][0]!];
  return `names several orders: ${[...new Set([...byAwb, ...byCode].map(inWords))].join(', ')}`;
}

/** A code that is one order's entity_id and another's increment_id is read as the store's setting says. */
function isOutdone(hit: Hit, all: Hit[], preferred: string): boolean {
  if (hit.by === null || hit.by === preferred) return false;
  return all.some((other) => other.by === preferred && other.value === hit.value && other.tier === hit.tier);
}

/** Back to the origin, a parcel keeps its AWB: then it is the forward one as well. */
function isReturnParcel(hits: Hit[]): boolean {
  const byAwb = hits.filter(({ tier }) => tier === Tier.Awb);
  return byAwb.length > 0 && byAwb.every(({ kind }) => kind === 'returnAwb');
}

function withShipment(hits: Hit[], tier: Tier): Hit[] {
  return hits.filter((hit) => hit.tier === tier && hit.shipmentId !== null);
}

function first(...lists: Hit[][]): Hit[] {
  return lists.find((list) => list.length > 0) ?? [];
}

function only(ids: (string | null)[]): string | null {
  const different = new Set(ids.filter((id) => id !== null));
  return different.size === 1 ? [...different][0]! : null;
}

function inWords({ kind, value }: Probe): string {
  return `${kind} ${value}`;
}

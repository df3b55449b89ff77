import { MARK, OperationKind } from '../operations/operation.types.js';
import { MARKER as ACKNOWLEDGED } from '../orders/acknowledge.operation.js';
import type { MagentoStatusHistory } from '../magento/magento.types.js';
import { compareDocuments } from './compare-documents.js';
import { type Compared, type Extra, type Planned, type Shown, Verdict } from './shadow.types.js';

const SAME: Compared = { verdict: Verdict.Same, what: null, magentoId: null };
const MARKS = [MARK, ACKNOWLEDGED];

/**
 * Pure: what was planned of one order, against what Magento shows of it.
 * @param acknowledgeStatus status that an acknowledgement is to set, if any
 */
export function compareOrder(
  planned: Planned[],
  shown: Shown,
  acknowledgeStatus: string | null,
): { compared: Map<string, Compared>; extras: Extra[] } {
  const { compared, extras } = compareDocuments(planned, shown);
  for (const one of planned) {
    if (!compared.has(one.id)) compared.set(one.id, compareOther(one, shown, acknowledgeStatus));
  }
  const isCancelled = shown.order.state === 'canceled';
  if (isCancelled && !planned.some(({ kind }) => kind === OperationKind.Cancel)) {
    const orderCode = String(shown.order.entity_id);
    const what = `the order is ${shown.order.status ?? 'canceled'}`;
    extras.push({
      orderCode,
      kind: OperationKind.Cancel,
      magentoId: null,
      at: shown.order.updated_at ?? null,
      what,
    });
  }
  return { compared, extras };
}

function compareOther(planned: Planned, shown: Shown, acknowledgeStatus: string | null): Compared {
  if (planned.request === null) return notCompared('It was not planned before the store left shadow mode.');
  switch (planned.kind) {
    case OperationKind.Acknowledge:
      return compareAcknowledgement(planned, shown, acknowledgeStatus);
    case OperationKind.Cancel:
      return shown.order.state === 'canceled'
        ? SAME
        : notThere(`the order is ${shown.order.state ?? 'without state'}`);
    case OperationKind.Track:
      return compareTrack(planned, shown);
    case OperationKind.RemoveTrack:
      return compareRemoval(planned, shown);
    case OperationKind.Void:
      return compareVoid(planned, shown);
    case OperationKind.Invoice:
    case OperationKind.Shipment:
    case OperationKind.Handover:
    case OperationKind.Refund:
    case OperationKind.Repack:
      return notCompared('Magento shows nothing of it.');
  }
}

/** A status says something only where it is the one of the setting: else the present one is sent along. */
function compareAcknowledgement({ request }: Planned, { order }: Shown, wanted: string | null): Compared {
  const { status } = (request!.body as { statusHistory: { status?: string } }).statusHistory;
  const isMove = status !== undefined && status === wanted;
  if (isMove && order.status === status) return SAME;
  const others = (order.status_histories ?? []).filter(isOfAnother);
  if (isMove && others.some((entry) => entry.status === status)) return SAME;
  const last = others.at(0);
  if (!last) return notThere(`the status is ${order.status ?? 'empty'}, and no comment of another is there`);
  const words = `${others.length} comments of others, one of ${last.created_at ?? 'no time'} with the status ${last.status ?? 'empty'}`;
  return different(isMove ? `status ${order.status ?? 'empty'} instead of ${status}; ${words}` : words);
}

function isOfAnother({ comment }: MagentoStatusHistory): boolean {
  return comment != null && comment !== '' && !MARKS.some((mark) => comment.includes(mark));
}

function compareTrack({ request }: Planned, { shipments }: Shown): Compared {
  const { track_number: wanted, title } = (
    request!.body as { entity: { track_number: string; title: string } }
  ).entity;
  for (const { entity_id: id, tracks } of shipments) {
    const track = (tracks ?? []).find((one) => one.track_number === wanted);
    if (!track) continue;
    if (track.title === title) return { ...SAME, magentoId: String(id) };
    return different(`courier ${track.title ?? 'none'} instead of ${title}`, String(id));
  }
  const shown = shipments.flatMap(({ tracks }) => (tracks ?? []).map((one) => one.track_number));
  return notThere(shown.length > 0 ? `Magento shows AWB ${shown.join(', ')}` : 'no shipment has an AWB');
}

function compareRemoval({ input }: Planned, { shipments }: Shown): Compared {
  const gone = String(input['trackNumber']);
  const on = shipments.find(({ tracks }) => (tracks ?? []).some((one) => one.track_number === gone));
  return on ? notThere(`shipment ${on.entity_id} still has AWB ${gone}`, String(on.entity_id)) : SAME;
}

function compareVoid({ request }: Planned, { shipments }: Shown): Compared {
  const id = String((request!.body as { entity: { parent_id: number } }).entity.parent_id);
  if (shipments.length === 0) return SAME;
  const document = shipments.find((one) => String(one.entity_id) === id);
  if (!document) return notCompared('Its shipment was not sent, and others are there.');
  return (document.tracks ?? []).length === 0
    ? { ...SAME, magentoId: id }
    : notThere(`shipment ${id} stands, with its AWBs`, id);
}

function different(what: string, magentoId: string | null = null): Compared {
  return { verdict: Verdict.Different, what, magentoId };
}

function notThere(what: string, magentoId: string | null = null): Compared {
  return { verdict: Verdict.NotThere, what, magentoId };
}

export function notCompared(what: string): Compared {
  return { verdict: Verdict.NotCompared, what, magentoId: null };
}

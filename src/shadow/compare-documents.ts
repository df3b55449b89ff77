import type {
  MagentoCreditMemo,
  MagentoInvoice,
  MagentoLine,
  MagentoOrder,
  MagentoShipment,
  NewRefund,
} from '../magento/magento.types.js';
import { differenceInWords } from '../orders/order-lines.js';
import { MARK, OperationKind } from '../operations/operation.types.js';
import { amountsInWords } from '../refunds/refund-rules.js';
import { awbsOf, linesOf } from './planned-lines.js';
import { type Compared, type Extra, type Planned, type Shown, Verdict } from './shadow.types.js';

/** An invoice, shipment or credit memo that another made. */
interface Made {
  id: string;
  lines: MagentoLine[];
  awbs: string[];
  at: string | null;
  amounts(planned: Planned): string | undefined;
}

const KIND_OF_DOCUMENTS = {
  INVOICE: [OperationKind.Invoice],
  SHIPMENT: [OperationKind.Shipment, OperationKind.Handover],
  REFUND: [OperationKind.Refund],
} as const;

type DocumentKind = keyof typeof KIND_OF_DOCUMENTS;

/** Pure: each planned document with the one in Magento that is nearest to it, each of those once; and those that are left. */
export function compareDocuments(
  planned: Planned[],
  shown: Shown,
): { compared: Map<string, Compared>; extras: Extra[] } {
  const compared = new Map<string, Compared>();
  const extras: Extra[] = [];
  for (const kind of Object.keys(KIND_OF_DOCUMENTS) as DocumentKind[]) {
    const kinds: readonly OperationKind[] = KIND_OF_DOCUMENTS[kind];
    const left = othersOf(kind, shown);
    const open = planned.filter((one) => one.request !== null && kinds.includes(one.kind));
    for (const rule of RULES) {
      for (const one of open.filter(({ id }) => !compared.has(id))) {
        const i = left.findIndex((made) => rule(one, made, shown.order));
        if (i >= 0) compared.set(one.id, verdictOn(one, left.splice(i, 1)[0]!, shown.order));
      }
    }
    for (const one of open.filter(({ id }) => !compared.has(id))) {
      compared.set(one.id, { verdict: Verdict.NotThere, what: null, magentoId: null });
    }
    extras.push(...left.map((made) => extraOf(kind, made, shown.order)));
  }
  return { compared, extras };
}

type Rule = (planned: Planned, made: Made, order: MagentoOrder) => boolean;

/** The best match first. */
const RULES: Rule[] = [
  (planned, made, order) => whatDiffers(planned, made, order).length === 0,
  (planned, made, order) => differenceInWords(linesOf(planned, order), made.lines, order) === undefined,
  (planned, made) => awbsOf(planned).some((awb) => made.awbs.includes(awb)),
  (planned, made, order) => {
    const rows = new Set(linesOf(planned, order).map(({ order_item_id: id }) => id));
    return made.lines.some(({ order_item_id: id, qty }) => qty > 0 && rows.has(id));
  },
];

function verdictOn(planned: Planned, made: Made, order: MagentoOrder): Compared {
  const words = whatDiffers(planned, made, order);
  const verdict = words.length === 0 ? Verdict.Same : Verdict.Different;
  return { verdict, what: words.length === 0 ? null : words.join('; '), magentoId: made.id };
}

function whatDiffers(planned: Planned, made: Made, order: MagentoOrder): string[] {
  const lines = differenceInWords(linesOf(planned, order), made.lines, order);
  const amounts = made.amounts(planned);
  const awbs = awbsOf(planned);
  const missing = awbs.filter((awb) => !made.awbs.includes(awb));
  const other = made.awbs.filter((awb) => !awbs.includes(awb));
  const wanted = awbs.length > 0 || made.awbs.length > 0;
  return [
    ...(lines === undefined ? [] : [lines]),
    ...(amounts === undefined ? [] : [amounts]),
    ...(wanted && missing.length + other.length > 0
      ? [`AWB ${made.awbs.join(', ') || 'none'} instead of ${awbs.join(', ') || 'none'}`]
      : []),
  ];
}

/** Without our own of the time before, which bear our marker. */
function othersOf(kind: DocumentKind, shown: Shown): Made[] {
  switch (kind) {
    case 'INVOICE':
      return shown.invoices.filter(isNotOurs).map(toMade);
    case 'SHIPMENT':
      return shown.shipments.filter(isNotOurs).map((one) => ({
        ...toMade(one),
        awbs: (one.tracks ?? []).flatMap(({ track_number: number }) => number ?? []),
      }));
    case 'REFUND':
      return shown.creditMemos.filter(isNotOurs).map((one) => ({
        ...toMade(one),
        amounts: ({ request }) => amountsInWords(request!.body as NewRefund, one),
      }));
  }
}

function toMade({
  entity_id: id,
  items,
  created_at: at,
}: MagentoInvoice | MagentoShipment | MagentoCreditMemo): Made {
  const lines = (items ?? []).map(({ order_item_id, qty }) => ({ order_item_id, qty }));
  return { id: String(id), lines, at: at ?? null, awbs: [], amounts: () => undefined };
}

function isNotOurs({ comments }: { comments?: { comment?: string | null }[] | null }): boolean {
  return !(comments ?? []).some(({ comment }) => comment?.includes(MARK));
}

function extraOf(kind: string, { id, lines, awbs, at }: Made, order: MagentoOrder): Extra {
  const units = lines.filter(({ qty }) => qty > 0).map((line) => `${line.qty} of item ${line.order_item_id}`);
  const what = [units.join(', ') || 'no line', ...(awbs.length > 0 ? [`AWB ${awbs.join(', ')}`] : [])].join(
    '; ',
  );
  return { orderCode: String(order.entity_id), kind, magentoId: id, at, what };
}

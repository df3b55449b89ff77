import type { IconName } from '../views/icons.js';
import { eventInWords, eventTitle } from '../../words/kinds.js';
import { inWords } from '../../words/reasons.js';
import type { Tone } from '../../words/tone.js';

export interface Sentence {
  words: string;
  tone: Tone;
  icon: IconName;
}

/** Who did what, of one line of an order's timeline; in the past, and never without the actor where there is one. */
const SENTENCES: Record<string, Sentence> = {
  ORDER_SEEN: { words: 'The bridge saw the order in Magento.', tone: '', icon: 'new' },
  ORDER_CHANGED: { words: 'Magento changed the order.', tone: '', icon: 'read' },
  ORDER_REOPENED: { words: 'Magento took back the cancellation.', tone: 'attention', icon: 'back' },
  ORDER_PUT_ON_HOLD: { words: 'Magento put the order on hold.', tone: 'attention', icon: 'pause' },
  ORDER_TAKEN_OFF_HOLD: { words: 'Magento took the order off hold.', tone: '', icon: 'read' },
  ORDER_RELEASED: { words: 'An operator released the order.', tone: 'ok', icon: 'user' },
  ORDER_DISPUTED: { words: 'Magento shows another order under its code.', tone: 'attention', icon: 'warn' },
  ORDER_NEW_ORDER: {
    words: 'An operator said that Magento holds a new order under its code.',
    tone: '',
    icon: 'user',
  },
  ORDER_SAME_ORDER: { words: 'An operator said that it is the same order.', tone: '', icon: 'user' },
  ORDER_PUSHED: { words: 'The order was queued for Increff.', tone: '', icon: 'send' },
  ORDER_NOT_PUSHED: { words: 'The order was not sent to Increff.', tone: 'attention', icon: 'warn' },
  CANCELLATION_PUSHED: { words: 'The cancellation was queued for Increff.', tone: '', icon: 'send' },
  CANCELLATION_NOT_PUSHED: {
    words: 'The cancellation was not sent to Increff.',
    tone: 'attention',
    icon: 'warn',
  },
  ATTRIBUTES_PUSHED: { words: 'The changed address or hold was queued for Increff.', tone: '', icon: 'send' },
  CHANGE_NOT_PUSHED: {
    words: 'A change cannot be sent to Increff: tell the warehouse.',
    tone: 'attention',
    icon: 'warn',
  },
  RETURN_CREATED: { words: 'A return was announced.', tone: '', icon: 'back' },
  RETURN_PUSHED: { words: 'The return was queued for Increff.', tone: '', icon: 'send' },
  RETURN_ITEMS_PUSHED: { words: 'More items of the return were queued for Increff.', tone: '', icon: 'send' },
  PERSONAL_DATA_ERASED: { words: 'The customer was erased.', tone: '', icon: 'user' },
  STATUS_WITHOUT_TYPE: {
    words: 'The courier sent a status that has no meaning here.',
    tone: 'attention',
    icon: 'truck',
  },
};

/** What each write says once it is done, in the past. */
const DONE: Record<string, string> = {
  ACKNOWLEDGE: 'Increff acknowledged the order',
  CANCEL: 'The order was cancelled in Magento',
  INVOICE: 'Magento made the invoice',
  SHIPMENT: 'Magento took the shipment',
  HANDOVER: 'The parcels were handed over to the courier',
  TRACK: 'The AWB was added in Magento',
  REMOVE_TRACK: 'The AWB was removed in Magento',
  REPACK: 'The parcel was packed again',
  VOID: 'The parcel was voided',
  REFUND: 'Magento made the credit memo',
};

const OUTCOMES: Record<string, { says: string; tone: Tone }> = {
  APPLIED: { says: '', tone: 'ok' },
  ALREADY: { says: ': already done', tone: 'ok' },
  DEGRADED: { says: ', in another way than asked', tone: 'attention' },
  REFUSED: { says: ': Magento refused it', tone: 'danger' },
  SHADOWED: { says: ': not sent, shadow mode', tone: '' },
  ACCEPTED: { says: ' was asked for', tone: '' },
  IN_DOUBT: { says: ': no answer came; the bridge looks whether it took effect', tone: 'attention' },
  WITHDRAWN: { says: ' was withdrawn', tone: '' },
};

/** By the state of a delivery: who took or did not take what. */
const DELIVERIES: Record<string, { says: (who: string, what: string) => string; tone: Tone }> = {
  PENDING: { says: (who, what) => `${what} is on its way to ${who}.`, tone: '' },
  DELIVERED: { says: (who, what) => `${capital(who)} took ${what}.`, tone: 'ok' },
  DEAD: { says: (who, what) => `The bridge gave up sending ${what} to ${who}.`, tone: 'danger' },
  TEST: { says: (who, what) => `The bridge sent ${who} a test: ${what}.`, tone: '' },
  SHADOWED: { says: (who, what) => `The bridge did not send ${what} to ${who}: shadow mode.`, tone: '' },
};

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @param kind of the timeline; `kindOfDelivery` and `type` from the summary of a delivery's line */
export function sentenceOf(
  source: string,
  kind: string,
  of: { kind?: string; type?: string } = {},
): Sentence {
  const known = SENTENCES[kind];
  if (known && Object.hasOwn(SENTENCES, kind)) return known;
  if (source === 'CLIENT') return deliverySentence(kind.replace(/^DELIVERY_/, ''), of);
  const outcome = Object.keys(OUTCOMES).find((end) => kind.endsWith(`_${end}`)) ?? '';
  const write = kind.slice(0, -outcome.length - 1);
  if (outcome !== '' && Object.hasOwn(DONE, write)) return writeSentence(write, outcome);
  const said = eventInWords(kind);
  return { words: `${said}.`, tone: '', icon: 'truck' };
}

function writeSentence(write: string, outcome: string): Sentence {
  const { says, tone } = OUTCOMES[outcome]!;
  const isDone = outcome === 'APPLIED' || outcome === 'DEGRADED';
  const words = isDone ? DONE[write]! : ASKED[write]!;
  return { words: `${words}${says}.`, tone, icon: 'write' };
}

/** The same as a request, of what was not done by it. */
const ASKED: Record<string, string> = {
  ACKNOWLEDGE: 'The acknowledgement',
  CANCEL: 'The cancellation',
  INVOICE: 'The invoice',
  SHIPMENT: 'The shipment',
  HANDOVER: 'The handover',
  TRACK: 'The AWB',
  REMOVE_TRACK: 'The removal of the AWB',
  REPACK: 'The repacked parcel',
  VOID: 'The voided parcel',
  REFUND: 'The refund',
};

function deliverySentence(state: string, of: { kind?: string; type?: string }): Sentence {
  const what = of.type === undefined ? 'a delivery' : `“${eventTitle(of.type)}”`;
  const who = of.kind === 'INCREFF' ? 'Increff' : 'the merchant';
  const known = Object.hasOwn(DELIVERIES, state) ? DELIVERIES[state] : undefined;
  const words = known?.says(who, what) ?? `${capital(what)}: ${inWords(state).toLowerCase()}.`;
  return { words, tone: known?.tone ?? '', icon: 'send' };
}

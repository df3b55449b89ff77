import { answeredInWords } from '../operations/operations-in-words.js';

/** What a page says after an action. Words come from here only: an address must not put any into a page. */
const NOTICES: Record<string, string> = {
  retried: 'It is under way again; a worker takes it within seconds.',
  withdrawn: 'It is withdrawn; nothing is sent.',
  retriedAll: 'are tried again now.',
  withdrawnAll: 'are withdrawn.',
  repaired: 'It is looked for in Magento, and made again where it is not found.',
  undone: 'It is noted as undone; later comparisons leave it out.',
  replayed: 'It is sent again.',
  replayedAll: 'are sent again.',
  paused: 'The store is paused.',
  connected: 'The store is started; its first orders are there within a minute.',
  resumed: 'The store is polled again.',
  started: 'The run has started.',
  stockStarted: 'The stock is looked through; what differs is listed here when it has ended.',
  stockRetried: 'are queued again.',
  comparing: 'It is compared; load the page again to see how far it is.',
  changed: 'The settings are changed; they hold within seconds.',
  released: 'The order is passed on.',
  releasedAll: 'are passed on.',
  refreshed: 'The order was read from Magento.',
  enabled: 'The endpoint is enabled; waiting deliveries go out.',
  disabled: 'The endpoint is disabled; its deliveries wait.',
  lookedAgain: 'Its order was looked for again.',
  assigned: 'It is of that order now, and goes to the merchant.',
  dismissed: 'It is dismissed; it does not go to the merchant.',
  dismissedAll: 'are dismissed.',
  ignored: 'It is ignored for now, and counted below.',
  shown: 'It is shown again.',
  assignedProblem: 'It is noted who sees to it.',
  channelSaved: 'The channel is saved; it hears of problems from now on.',
  channelRemoved: 'The channel is removed.',
  tested: 'The endpoint took the test.',
  testFailed: 'The endpoint did not take the test.',
};

export function noticeOf({ did, count, answered }: Record<string, unknown>): string | undefined {
  if (typeof did !== 'string' || !Object.hasOwn(NOTICES, did)) return undefined;
  const leftOut = isNumber(answered) && Number(answered) > 0 ? ` ${answeredInWords(Number(answered))}` : '';
  return `${isNumber(count) ? `${count} ` : ''}${NOTICES[did]}${leftOut}`;
}

function isNumber(given: unknown): given is string {
  return typeof given === 'string' && /^\d{1,9}$/.test(given);
}

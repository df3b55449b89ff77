import { differenceInWords, endpointInWords, streamInWords } from '../../words/kinds.js';
import { inWords } from '../../words/reasons.js';
import { text } from '../views/cells.js';
import { exactly, number, type Reader } from '../views/format.js';

/** Where the name alone does not say it. */
const FIELDS: Record<string, string> = {
  address: 'Address',
  answeredAsErrors: 'Answered as errors',
  application: 'With the program',
  authScheme: 'Way to sign in',
  backfillId: 'Number of the reading',
  baseUrl: 'Address of the shop',
  cell: 'Database',
  changed: 'How many',
  credentialsKeyId: 'Key that seals the sign-in',
  dedupe_key: 'What tells it from others',
  deliveryIds: 'Deliveries',
  disabledReason: 'Why it is switched off',
  emailHash: 'Hash of the e-mail address',
  enabled: 'Switched on',
  errorCode: 'Cause',
  event_type: 'Event',
  firstAt: 'First',
  keyId: 'Key that seals it',
  keysSet: 'Keys of couriers that were set',
  known: 'Its status is known',
  lastAt: 'Last',
  leastCount: 'From so many',
  leastSeverity: 'How bad',
  least_count: 'From so many',
  least_severity: 'How bad',
  looks: 'Times looked at',
  ours: 'Here',
  paused: 'Reading is paused',
  problemKinds: 'Kinds of problems',
  repeatHours: 'Say again after (hours)',
  replayed: 'How many',
  runId: 'Number of the run',
  scopes: 'Rights',
  secretRotated: 'New secret',
  secretsKeyId: 'Key that seals the secrets',
  secrets_box: 'Sealed secrets',
  secrets_key_id: 'Key that seals the secrets',
  shares: 'Same address as',
  sku: 'SKU',
  storeCode: 'Store',
  storeCodes: 'Stores',
  storeView: 'Store view',
  target: 'Address',
  theirs: 'In Magento',
  times: 'How often in that hour',
  types: 'Events',
  undone: 'Taken back',
  urgentInQuiet: 'Urgent ones also in quiet hours',
  urgent_in_quiet: 'Urgent ones also in quiet hours',
  url: 'Address',
};

/** `createdAt` and `created_at` as "Created at". */
export function auditFieldInWords(name: string): string {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name]!;
  const words = inWords(name.replaceAll(/([a-z])([A-Z])/g, '$1_$2'));
  return words.replaceAll(/\b(?:id|ids|url|api|awb)\b/gi, (short) =>
    /^ids$/i.test(short) ? 'ids' : short.toUpperCase(),
  );
}

/** What the log keeps of a secret or of what a customer wrote. */
export const KEPT_BACK = '***';
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** What says nothing: neither a line nor a side of one. */
export function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || value === '{}';
}

export function auditValueInWords(name: string, value: unknown, reader: Reader): string {
  if (isNothing(value)) return 'none';
  if (value === KEPT_BACK) return 'not shown';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' && !/id$/i.test(name)) return number(value, reader);
  if (Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.map((one) => auditValueInWords(name, one, reader)).join(', ');
  }
  if (typeof value !== 'string') return text(value);
  if (INSTANT.test(value)) return exactly(new Date(value), reader);
  if (name === 'stream') return streamInWords(value);
  return /^[A-Z]+(?:_[A-Z]+)*$/.test(value) && IN_CODES.has(name) ? codeInWords(value) : value;
}

/** Members that hold a code of ours. */
const IN_CODES = new Set(
  'kind state type types event_type eventType outcome leastSeverity problemKinds disabledReason cause errorCode shares'.split(
    ' ',
  ),
);

function codeInWords(code: string): string {
  const endpoint = endpointInWords(code);
  return endpoint === inWords(code) ? differenceInWords(code) : endpoint;
}

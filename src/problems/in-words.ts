import { counted, endpointInWords, writesInWords } from '../words/kinds.js';
import { reasonInWords, reasonOf } from '../words/reasons.js';
import type { Tone } from '../words/tone.js';
import { PLACES } from './needing.js';
import type { Problem, ProblemKind } from './problems.read-model.js';

export interface ProblemInWords {
  tone: Tone;
  title: string;
  /** What it comes of, and what the bridge does. */
  why: string;
  /** Under the count. */
  unit: string;
  /** The rows. */
  list: { path: string; filter: Record<string, string> };
  /** What can be done about all of them; an ellipsis means that a question follows. */
  act?: { label: string; path: string; fields: Record<string, string> } | { label: string; ask: true };
}

export function problemInWords(problem: Problem): ProblemInWords {
  const path = PLACES[problem.kind];
  return { list: { path, filter: {} }, ...WORDS[problem.kind](problem) };
}

type Given = Omit<ProblemInWords, 'list'> & Partial<Pick<ProblemInWords, 'list'>>;

const WORDS: Record<ProblemKind, (problem: Problem) => Given> = {
  reads: ({ cause, detail }) => ({
    tone: 'danger',
    title: reasonInWords(cause),
    why: [reasonOf(cause)?.then, detail].filter(Boolean).join('. '),
    unit: 'reads',
    list: { path: 'runs', filter: { state: cause === 'MAGENTO_SILENT' ? 'RUNNING' : 'FAILED' } },
  }),
  endpoint: ({ subject, cause, detail }) => ({
    tone: cause === 'OPERATOR' ? '' : 'attention',
    title: `Nothing goes to ${hostOf(detail)}: ${SWITCHED_OFF[cause] ?? 'it is switched off'}`,
    why: `Endpoint “${endpointInWords(subject)}”. Its deliveries wait here in their order until somebody switches it on.`,
    unit: 'endpoint',
    list: { path: 'store', filter: {} },
    act: { label: 'Switch on…', ask: true },
  }),
  deliveries: ({ subject, cause, detail, count }) => ({
    tone: 'danger',
    title: `${counted(count, 'delivery', 'deliveries')} to ${cause === '' ? endpointInWords(subject) : hostOf(cause)} ${count === 1 ? 'was' : 'were'} given up`,
    why: `${detail === null ? 'All tries failed' : sentence(detail)}. Each keeps its id, so that the receiver can tell a repeat.`,
    unit: count === 1 ? 'delivery' : 'deliveries',
    list: { path: 'deliveries', filter: { state: 'DEAD', kind: subject } },
    act: {
      label: `Send ${count} again`,
      path: 'deliveries/replay',
      fields: { state: 'DEAD', kind: subject },
    },
  }),
  writes,
  held: ({ cause, count }) => ({
    tone: 'attention',
    title: `${counted(count, 'order is', 'orders are')} held: ${cause === '' ? 'no reason recorded' : lower(reasonInWords(cause))}`,
    why: `${reasonOf(cause)?.then ?? 'Look at one of them'}. They are not passed on to Increff until then.`,
    unit: count === 1 ? 'order' : 'orders',
    list: { path: 'orders', filter: { syncState: 'HELD', syncReason: cause } },
    act: { label: `Release ${count}…`, ask: true },
  }),
  late: ({ count }) => ({
    tone: 'attention',
    title: `${counted(count, 'order waits', 'orders wait')} for Increff for more than an hour`,
    why: 'The bridge offers them; Increff has not acknowledged them. Look whether Increff reads its orders.',
    unit: count === 1 ? 'order' : 'orders',
    list: { path: 'orders', filter: { syncState: 'NEW' } },
  }),
  parked: ({ subject, detail, count }) => ({
    tone: 'attention',
    title:
      subject === 'disputed'
        ? `${counted(count, 'order', 'orders')}: somebody has to say which order it is`
        : `${counted(count, 'order', 'orders')} cannot be taken in`,
    why: after(detail, 'The bridge tries again by itself until somebody corrects it in Magento.'),
    unit: count === 1 ? 'order' : 'orders',
  }),
  stock: ({ cause, detail, count }) => ({
    tone: 'danger',
    title: `Magento did not take the stock of ${counted(count, 'SKU')}: ${cause === '' ? 'no reason given' : lower(reasonInWords(cause))}`,
    why: ended(reasonOf(cause)?.then ?? sentence(detail ?? '')),
    unit: count === 1 ? 'SKU' : 'SKUs',
    list: { path: 'drift', filter: { state: 'FAILED' } },
    act: { label: `Push ${count} again`, path: 'stock-retries', fields: { errorCode: cause } },
  }),
  events: ({ detail, count }) => ({
    tone: 'attention',
    title: `${counted(count, 'event of a courier waits', 'events of couriers wait')} for an order`,
    why: after(detail, 'The bridge looks again by itself; somebody may say whose they are.'),
    unit: count === 1 ? 'event' : 'events',
  }),
  alerts: ({ cause, detail }) => ({
    tone: 'attention',
    title: `Alerts do not reach “${cause}”`,
    why: after(detail, 'Each is kept and tried again, at last every hour.'),
    unit: 'channel',
  }),
};

function writes({ subject, cause, detail, count }: Problem): Given {
  const [state = '', code = ''] = cause.split(' ');
  const what = writesInWords(subject, count);
  const were = count === 1 ? 'was' : 'were';
  const why = detail !== null && detail !== '' ? sentence(detail) : code === '' ? '' : reasonInWords(code);
  const unit = count === 1 ? 'write' : 'writes';
  const retry = (label: string): Given['act'] => ({
    label,
    path: 'operations/retry',
    fields: { kind: subject, state },
  });
  const filter = { outcome: state, kind: subject };
  const list = { path: 'operations', filter };
  if (state === 'REFUSED') {
    return {
      tone: 'danger',
      title: `${what} ${were} refused by Magento`,
      why: `${why === '' ? '' : `“${why}.” `}Nothing was changed.`,
      unit,
      list,
    };
  }
  if (state === 'UNKNOWN') {
    const title = `${what} ${count === 1 ? 'is' : 'are'} not certain`;
    return {
      tone: 'attention',
      title,
      why: after(why, 'Sent, no answer; the bridge looks in Magento whether it took effect.'),
      unit,
      list,
      act: retry('Look now'),
    };
  }
  const title = `${what} failed, nothing was changed${code === '' ? '' : `: ${lower(reasonInWords(code))}`}`;
  return {
    tone: 'danger',
    title,
    why: after(why, 'Can be retried as it is.'),
    unit,
    list,
    act: retry(`Retry ${count}`),
  };
}

const SWITCHED_OFF: Record<string, string> = {
  GONE: 'it answered 410',
  FAILING: 'it failed for days',
  OPERATOR: 'a person switched it off',
};

export function hostOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).host : 'the endpoint';
}

function sentence(words: string): string {
  const whole = words.trim().replace(/\.+$/, '');
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}

/** What was said, where anything was, and what comes of it. */
function after(said: string | null, then: string): string {
  const words = sentence(said ?? '');
  return words === '' ? then : `${words}. ${then}`;
}

function ended(words: string): string {
  return words === '' || /[.?]$/.test(words) ? words : `${words}.`;
}

function lower(words: string): string {
  return words.startsWith('Magento') ? words : words.charAt(0).toLowerCase() + words.slice(1);
}

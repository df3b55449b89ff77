import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DeliveryState, EndpointState } from '../../deliveries/delivery.types.js';
import { InventoryFailure } from '../../inventory/inventory.types.js';
import { NotificationType } from '../../notifications/notification-types.js';
import { NotificationState } from '../../notifications/notification.types.js';
import { OperationEvent } from '../../operations/operation-events.js';
import { OperationKind, OperationState, Outcome } from '../../operations/operation.types.js';
import { DifferenceKind, Severity } from '../../reconciliation/reconciliation.types.js';
import { STREAM_NAMES } from '../../sync/streams.js';
import {
  differenceInWords,
  eventInWords,
  streamInWords,
  WRITE_KINDS,
  writeInWords,
  writesInWords,
} from '../../words/kinds.js';
import { reasonOf } from '../../words/reasons.js';
import { PROBLEM_KINDS } from '../../problems/problems.read-model.js';
import { ACTIONS_BY_HAND, AUDIT_ACTIONS } from '../../platform/audit/audit-actions.js';
import { LISTINGS } from '../listings/index.js';
import { ACTION_WORDS, auditActionInWords } from './audit.js';
import { auditSubjectInWords } from './audit-subjects.js';
import { sentenceOf } from './sentences.js';
import { type Family, stateInWords } from './states.js';

/** What is not in the tables is shown as its code. */
const isKnown = (family: Family, code: string): boolean => stateInWords(family, code).word !== code;

describe('every code has words', () => {
  it.each<[Family, string[]]>([
    ['order', ['NEW', 'ACKNOWLEDGED', 'HELD', 'WAITING', 'CANCELLED', 'IGNORED']],
    ['write', [...Object.values(OperationState), ...Object.values(Outcome)]],
    ['delivery', Object.values(DeliveryState)],
    ['endpoint', [...Object.values(EndpointState), 'GONE', 'FAILING', 'OPERATOR']],
    ['read', ['RUNNING', 'DONE', 'FAILED', 'ABANDONED']],
    ['stock', ['PENDING', 'PUSHED', 'FAILED', 'SHADOWED']],
    ['return', ['CREATED', 'IN_PROCESSING', 'PROCESSED', 'CANCELLED']],
    ['event', Object.values(NotificationState)],
    ['severity', Object.values(Severity)],
  ])('of %s', (family, codes) => {
    expect(codes.filter((code) => !isKnown(family, code))).toEqual([]);
  });

  it('of writes, differences, reads and events', () => {
    expect(WRITE_KINDS.toSorted()).toEqual(Object.values(OperationKind).toSorted());
    for (const kind of Object.values(OperationKind)) {
      expect(writeInWords(kind)).not.toBe(kind);
      for (const outcome of [...Object.values(Outcome), ...Object.values(OperationEvent)]) {
        const { words, icon } = sentenceOf('INCREFF', `${kind}_${outcome}`);
        expect([words, icon]).toEqual([expect.stringMatching(/^[A-Z][^_]+\.$/), 'write']);
      }
    }
    const isSentence = (words: string): boolean => /^[A-Z].* /.test(words) && !words.includes('_');
    expect(Object.values(DifferenceKind).filter((kind) => !isSentence(differenceInWords(kind)))).toEqual([]);
    expect(STREAM_NAMES.filter((stream) => !isSentence(streamInWords(stream)))).toEqual([]);
    expect(Object.values(NotificationType).filter((type) => eventInWords(type).includes('_'))).toEqual([]);
  });

  it('of what Magento answers, with what to do about it', () => {
    const source = readFileSync(join(import.meta.dirname, '../../magento/magento.errors.ts'), 'utf8');
    const codes = [...source.matchAll(/code = '([A-Z_]+)'/g)].map((match) => match[1]!);
    expect(codes.length).toBeGreaterThan(10);
    for (const code of codes) {
      expect([code, reasonOf(code)?.then ?? '']).toEqual([code, expect.stringMatching(/\w/)]);
    }
  });

  it('of stock that Magento does not take', () => {
    expect(Object.values(InventoryFailure).filter((code) => reasonOf(code) === undefined)).toEqual([]);
  });
});

describe('the audit log', () => {
  const schema = readFileSync(join(import.meta.dirname, '../../../migrations/schema.txt'), 'utf8');

  it('has words for each action that can be recorded', () => {
    const actions = [...AUDIT_ACTIONS, ...ACTIONS_BY_HAND];
    const isSentence = (words: string): boolean =>
      /^[A-Z][^._]* [^._]*$/.test(words) || words === 'Signed out';
    expect(actions.filter((action) => !isSentence(auditActionInWords(action)))).toEqual([]);
    expect(Object.keys(ACTION_WORDS).toSorted()).toEqual(actions.toSorted());
  });

  it('has words for each table that somebody can change by hand', () => {
    const tables = [...schema.matchAll(/TRIGGER row_by_hand .* ON public\."?(\w+)"? FOR/g)].map(
      (one) => one[1]!,
    );
    expect(tables.length).toBeGreaterThan(30);
    expect(tables.filter((table) => auditSubjectInWords(`${table}:7`) === `${table}:7`)).toEqual([]);
  });

  it('has words for each subject that is recorded', () => {
    const lists = [...Object.keys(LISTINGS), 'audit', 'search'];
    const problems = PROBLEM_KINDS.map((kind) => `problem:${kind}`);
    const subjects = [
      ...lists,
      ...lists.map((list) => `${list}:by e-mail`),
      ...problems,
      ...subjectsInSource(),
    ];
    expect(subjects).toEqual(expect.arrayContaining(['store:7', 'alert-channel:7', 'database', 'audit']));
    expect(subjects.filter((subject) => auditSubjectInWords(subject) === subject)).toEqual([]);
  });

  it('names an endpoint by its store and what it gets', () => {
    expect(auditSubjectInWords('endpoint:default:NOTIFICATION')).toBe(
      'Endpoint “Courier events” of store default',
    );
  });

  it.each(['constructor', 'toString:7', 'later:7'])('shows %s as it is', (code) => {
    expect([auditActionInWords(code), auditSubjectInWords(code)]).toEqual([code, code]);
  });
});

/** As they are written where they are recorded. */
function subjectsInSource(): string[] {
  const source = join(import.meta.dirname, '../..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!spec)\.ts$/.test(name),
  );
  return files.flatMap((name) => {
    const text = readFileSync(join(source, name), 'utf8');
    if (!/recordAudit|subjectOf|noteReading|tally\(/.test(text)) return [];
    const written = text.matchAll(/subject(?:: | = )(?:'([^']+)'|`([a-z-]+:)\$)/g);
    return [...written]
      .map(([, whole, kind]) => whole ?? `${kind!}7`)
      .filter((subject) => subject !== 'problem:7');
  });
}

it('counts one of a kind as one', () => {
  expect([writesInWords('INVOICE', 1), writesInWords('SHIPMENT', 3), writesInWords('TRACK', 1)]).toEqual([
    '1 invoice',
    '3 shipments',
    '1 AWB',
  ]);
});

it.each(['constructor', '__proto__', 'toString'])('a code such as %s is shown as it is', (code) => {
  expect(stateInWords('order', code).word).toBe(code);
  expect(reasonOf(code)).toBeUndefined();
});

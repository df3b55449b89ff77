import { describe, expect, it } from '@jest/globals';
import { PROBLEM_KINDS, type ProblemKind, type ProblemOfStore } from '../problems/problems.read-model.js';
import { slackBody, subjectOf, webhookBody } from './alert-forms.js';
import { contentOf, lineOf, type SeenProblem, severityOfSeen, summaryOf, textOf } from './alert-words.js';
import { seenIn, uncertainIn } from './seen-problems.js';

const AT = new Date('2026-11-27T12:00:00Z');
const ID = 'b0000000-0000-4000-8000-000000000001';
const SECRET = 'Asha Rao of 12 MG Road';
const link = (path: string): string => `https://bridge.example.com${path}`;

const seen = (kind: ProblemKind, more: Partial<SeenProblem> = {}): SeenProblem => ({
  ...{ kind, subject: '', cause: '', detail: SECRET, count: 3, storeCode: 'de' },
  firstAt: new Date('2026-11-27T09:30:00Z'),
  ...more,
});

describe('what an alert says', () => {
  it('what, where, since when, what the service does, and where to look', () => {
    const cause = 'UNKNOWN EFFECT_NOT_PROVABLE';
    const content = contentOf(lineOf('BEGAN', seen('writes', { subject: 'INVOICE', cause })), AT);
    expect(subjectOf(content)).toBe('[OMS bridge] de: 3 invoices are not certain');
    expect(textOf(content, link)).toBe(
      'de: 3 invoices are not certain\n' +
        'Magento does not show whether it took effect. Sent, no answer; the bridge looks in Magento whether it took effect.\n' +
        'Since 2026-11-27 09:30 UTC.\n' +
        'https://bridge.example.com/console/problems?store=de&kind=writes&subject=INVOICE&cause=UNKNOWN+EFFECT_NOT_PROVABLE\n\n' +
        'Written 2026-11-27 12:00 UTC.',
    );
  });

  it.each([...PROBLEM_KINDS])(
    'of %s nothing that Magento or a receiver wrote, in whole sentences',
    (kind) => {
      for (const cause of ['', 'REFUSED MAGENTO_REJECTED', 'FAILED ']) {
        const content = contentOf(lineOf('BEGAN', seen(kind, { cause })), AT);
        const all = [
          textOf(content, link),
          slackBody(ID, content, link),
          webhookBody(ID, content, link),
        ].join();
        if (kind !== 'endpoint') expect(all).not.toContain('Asha');
        expect(content.lines[0]!.why).not.toMatch(/^[\s.]|\.\.|“\./);
      }
    },
  );

  it('names the host of an endpoint', () => {
    const detail = 'https://merchant.example.com/hook?token=1';
    const { title } = lineOf('BEGAN', seen('endpoint', { detail, cause: 'GONE', subject: 'NOTIFICATION' }));
    expect(title).toBe('Nothing goes to merchant.example.com: it answered 410');
  });

  it('links to given up deliveries without the address of their endpoint, which may hold a token', () => {
    const cause = 'https://merchant.example.com/hook?token=secret-1';
    const content = contentOf(lineOf('BEGAN', seen('deliveries', { cause, subject: 'NOTIFICATION' })), AT);
    const all = [textOf(content, link), slackBody(ID, content, link), webhookBody(ID, content, link)].join();
    expect(all).toContain('to merchant.example.com were given up');
    expect(all).toContain('/console/problems?store=de&kind=deliveries&subject=NOTIFICATION');
    expect(all).not.toContain('secret-1');
  });

  it('the same bytes at each try, with the id that tells a repeat', () => {
    const content = contentOf(lineOf('OVER', seen('held')), AT);
    const again = structuredClone(content);
    expect(webhookBody(ID, again, link)).toBe(webhookBody(ID, content, link));
    expect(JSON.parse(webhookBody(ID, content, () => null))).toMatchObject({
      ...{ id: ID, type: 'alert', what: 'OVER', severity: 'NOTICE' },
      problems: [{ store: 'de', kind: 'held', count: 3, since: '2026-11-27T09:30:00.000Z', url: null }],
    });
    expect(slackBody(ID, content, link)).toContain(ID);
  });

  it('in Slack’s form, where < and & have a meaning', () => {
    const line = lineOf('BEGAN', seen('alerts', { cause: '<!channel> & co' }));
    const body = JSON.parse(slackBody(ID, contentOf(line, AT), link));
    expect(body.text).toContain('&lt;!channel&gt; &amp; co');
    expect(body.blocks[1].text.text).not.toContain('<!');
    const many = summaryOf(
      Array.from({ length: 90 }, () => line),
      AT,
    );
    const long = JSON.parse(slackBody(ID, many, link));
    const section: string = long.blocks[1].text.text;
    expect(section.length).toBeGreaterThan(2800);
    expect(section.length).toBeLessThan(3000);
    expect(section).not.toMatch(/&[a-z]*…/);
  });

  it('sums up what is so, then what is over, and is as bad as the worst that is so', () => {
    const content = summaryOf([lineOf('OVER', seen('reads')), lineOf('BEGAN', seen('stock'))], AT);
    expect(content).toMatchObject({ title: '1 problem, 1 over', severity: 'SERIOUS' });
    expect(content.lines.map(({ kind }) => kind)).toEqual(['stock', 'reads']);
  });

  it('of ten thousand no more than a receiver takes, the worst first, and how many more there are', () => {
    const lines = Array.from({ length: 10_000 }, () => lineOf('BEGAN', seen('held')));
    const content = summaryOf([...lines, lineOf('BEGAN', seen('parked'))], AT);
    expect([content.title, content.lines[0]!.kind]).toEqual(['10001 problems', 'parked']);
    expect(JSON.parse(webhookBody(ID, content, link))).toMatchObject({ more: 9951 });
    expect(textOf(content, link)).toContain('And 9951 more');
    for (const form of [slackBody, webhookBody]) {
      expect(form(ID, content, link).length).toBeLessThan(100_000);
    }
    // Several problems have one link.
    expect(slackBody(ID, content, link)).toContain('<https://bridge.example.com/console|Open the console>');
  });
});

it.each<[ProblemKind, string, string, string]>([
  ['reads', '', 'MAGENTO_UNREACHABLE', 'URGENT'],
  ['parked', '', '', 'URGENT'],
  ['writes', 'INVOICE', 'UNKNOWN EFFECT_NOT_PROVABLE', 'URGENT'],
  ['writes', 'INVOICE', 'UNKNOWN MAGENTO_NO_ANSWER', 'NOTICE'],
  ['writes', 'INVOICE', 'FAILED MAGENTO_BUSY', 'SERIOUS'],
  ['deliveries', 'NOTIFICATION', '', 'SERIOUS'],
  ['held', '', 'totals_not_balanced', 'NOTICE'],
])('%s %s %s is %s', (kind, subject, cause, severity) => {
  expect(severityOfSeen(seen(kind, { subject, cause }))).toBe(severity);
});

describe('what is seen', () => {
  const row = (kind: ProblemKind, cause: string, more: Partial<ProblemOfStore> = {}): ProblemOfStore =>
    ({
      storeId: 1,
      kind,
      subject: '',
      cause,
      detail: SECRET,
      count: 2,
      first: AT,
      ...more,
    }) as ProblemOfStore;

  it('is one of each key, and keeps no words of others but an endpoint’s address', () => {
    const found = seenIn([
      row('held', '', { ignored: true }),
      row('held', '', { ignored: false }),
      row('held', '', { storeId: 2, ignored: true }),
      row('endpoint', 'GONE', { detail: 'https://a.example' }),
    ]);
    expect(
      found.map(({ storeId, kind, count, ignored, detail }) => [storeId, kind, count, ignored, detail]),
    ).toEqual([
      [1, 'held', 4, false, null],
      [2, 'held', 2, true, null],
      [1, 'endpoint', 2, undefined, 'https://a.example'],
    ]);
  });

  it('is uncertain where the list of a kind was cut off', () => {
    const rows = [row('held', 'a'), row('held', 'b'), row('stock', 'a'), row('held', 'a', { storeId: 2 })];
    expect(uncertainIn(rows, 2)).toEqual([{ storeId: 1, kind: 'held' }]);
    expect(uncertainIn(rows, 3)).toEqual([]);
  });
});

import { expect, it } from '@jest/globals';
import { FIELDS } from './fields.js';
import { csvLine, type Format, written } from './write.js';
import { audit } from '../listings/audit.js';
import { LISTINGS } from '../listings/index.js';

async function fileOf(format: Format, ...pages: Record<string, unknown>[][]): Promise<string> {
  async function* given() {
    for (const page of pages) yield await Promise.resolve(page);
  }
  let text = '';
  for await (const part of written(format, ['entity_id', 'sync_state'], given())) text += part;
  return text;
}

it.each([
  ['=1+1', `"'=1+1"`],
  ['+49', `"'+49"`],
  ['-1+cmd', `"'-1+cmd"`],
  ['@sum', `"'@sum"`],
  ['\tx', `"'\tx"`],
  ['\rx', `"'\rx"`],
  ['-12.5000', '-12.5000'],
  [-3, '-3'],
  ['a "b", c', '"a ""b"", c"'],
  ['two\nlines', '"two\nlines"'],
  [null, ''],
  [new Date('2026-01-02T03:04:05.678Z'), '2026-01-02T03:04:05.678Z'],
  [{ a: 1 }, '"{""a"":1}"'],
])('writes the cell %j as %s', (value, cell) => {
  expect(csvLine([value, 1])).toBe(`${cell},1\r\n`);
});

it('writes one file of many pages, and one of none', async () => {
  const pages = [[{ entity_id: '1', sync_state: 'NEW' }, { entity_id: '2' }], [{ entity_id: '3' }], []];
  expect(await fileOf('csv', ...pages)).toBe('orderCode,syncState\r\n1,NEW\r\n2,\r\n3,\r\n');
  expect(JSON.parse(await fileOf('json', ...pages))).toEqual([
    { orderCode: '1', syncState: 'NEW' },
    { orderCode: '2', syncState: null },
    { orderCode: '3', syncState: null },
  ]);
  expect(await fileOf('csv')).toBe('orderCode,syncState\r\n');
  expect(JSON.parse(await fileOf('json', []))).toEqual([]);
});

it('leaves a file that is cut off without its end', async () => {
  async function* failing() {
    yield await Promise.resolve([{ entity_id: '1' }]);
    throw new Error('The database is gone.');
  }
  let text = '';
  const read = async () => {
    for await (const part of written('json', ['entity_id'], failing())) text += part;
  };
  await expect(read()).rejects.toThrow('The database is gone.');
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
});

it('knows the fields of every list', () => {
  expect(Object.keys(FIELDS).sort()).toEqual([...Object.keys(LISTINGS), 'audit'].sort());
  expect(Object.values({ ...LISTINGS, audit }).every(({ filters }) => filters.length > 0)).toBe(true);
});

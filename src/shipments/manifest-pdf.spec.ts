import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { ManifestDto } from './dto/manifest.dto.js';
import { manifestPdf } from './manifest-pdf.js';

const manifest = (changes: Partial<ManifestDto> = {}): ManifestDto => ({
  manifestCode: 'M-12',
  manifestId: '77',
  transporter: 'Delhivery Zürich \u0928',
  locationCode: 'WH1',
  manifestItems: [],
  voidParcels: [],
  createdAt: '2026-11-27T00:00:00.000Z',
  closedAt: null,
  closedBy: null,
  ...changes,
});
const item = (n: number, awbNumbers: string[]) => ({
  orderCode: String(1000 + n),
  shipmentCode: `P-${n}`,
  awbNumber: awbNumbers[0] ?? null,
  awbNumbers,
});

describe('the PDF of a manifest', () => {
  it('has every AWB of every parcel, on as many pages as it takes', async () => {
    const boxes = Array.from({ length: 120 }, (_, i) => `BOX-${i}-AWB`);
    const long = '9'.repeat(200);
    const manifestItems = [item(1, ['AWB-1']), item(2, boxes), item(3, [long]), item(4, [])];
    const pages = pagesOf(await manifestPdf(manifest({ manifestItems })));
    const all = pages.flat();
    for (const text of ['AWB-1', ...boxes, '1004', 'P-4', '-', 'Parcels: 4']) expect(all).toContain(text);
    expect(all.filter((text) => /^9+$/.test(text)).join('')).toBe(long);
    expect(pages.length).toBeGreaterThan(2);
    for (const [i, page] of pages.entries()) {
      expect(page).toContain(`Manifest M-12, page ${i + 1} of ${pages.length}`);
      expect(page.length).toBeLessThan(80);
    }
  });

  it('says whether it is closed, by whom, and what was left out; what it cannot print is a question mark', async () => {
    const open = pagesOf(await manifestPdf(manifest())).flat();
    expect(open).toContain('OPEN: not closed yet, it may still change');
    expect(open).toContain('Courier: Delhivery Zürich ?');
    const at = { closedAt: '2026-11-27T00:10:00.000Z', closedBy: 'increff', voidParcels: ['P-9'] };
    const closed = pagesOf(await manifestPdf(manifest(at))).flat();
    expect(closed).toContain('Closed 2026-11-27T00:10:00.000Z by increff');
    expect(closed).toContain('Left out, void: P-9');
  });
});

/** The texts of each page. */
function pagesOf(pdf: Buffer): string[][] {
  const pages: string[][] = [];
  const text = pdf.toString('latin1');
  for (const { index } of text.matchAll(/\bstream\n/g)) {
    const from = index + 'stream\n'.length;
    const content = inflateSync(pdf.subarray(from, text.indexOf('\nendstream', from))).toString('latin1');
    pages.push(
      [...content.matchAll(/\[(.*?)\] TJ/g)].map(([, parts]) =>
        [...parts!.matchAll(/<([\da-f]*)>/g)]
          .map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1'))
          .join(''),
      ),
    );
  }
  return pages;
}

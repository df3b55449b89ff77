import { type Pdf, pdfOf, printable } from '../platform/pdf/pdf.js';
import type { ManifestDto } from './dto/manifest.dto.js';

const MARGIN = 40;
const COLUMNS = [
  { title: 'No.', x: MARGIN, width: 30 },
  { title: 'Order', x: 75, width: 90 },
  { title: 'Parcel', x: 170, width: 140 },
  { title: 'AWB', x: 315, width: 240 },
];
const LINE = 14;
/** Points that the courier signs in. */
const FOOT = 110;

/** For the courier to sign. One that is open says so: it may still change. */
export function manifestPdf(manifest: ManifestDto): Promise<Buffer> {
  const title = `Manifest ${manifest.manifestCode}`;
  const at = new Date(manifest.closedAt ?? manifest.createdAt);
  return pdfOf({ margin: MARGIN, title, at }, (pdf) => {
    pdf.addPage();
    head(pdf, title, manifest);
    columnTitles(pdf);
    manifest.manifestItems.forEach((item, i) => {
      const awbs = item.awbNumbers.length > 0 ? item.awbNumbers : ['-'];
      row(pdf, [[String(i + 1)], [item.orderCode], [item.shipmentCode], awbs]);
    });
    signatures(pdf, manifest);
    numberPages(pdf, title);
  });
}

function head(pdf: Pdf, title: string, manifest: ManifestDto): void {
  pdf.font('Helvetica-Bold').fontSize(16).text(printable(title), MARGIN, MARGIN);
  pdf.font('Helvetica').fontSize(10).moveDown(0.5);
  const closed =
    manifest.closedAt === null
      ? 'OPEN: not closed yet, it may still change'
      : `Closed ${manifest.closedAt} by ${manifest.closedBy}`;
  for (const line of [
    `Courier: ${manifest.transporter}`,
    `Location: ${manifest.locationCode}`,
    ...(manifest.manifestId === null ? [] : [`Manifest id: ${manifest.manifestId}`]),
    `Made ${manifest.createdAt}`,
    closed,
    `Parcels: ${manifest.manifestItems.length}`,
    ...(manifest.voidParcels.length > 0 ? [`Left out, void: ${manifest.voidParcels.join(', ')}`] : []),
  ]) {
    pdf.text(printable(line));
  }
  pdf.moveDown();
}

function columnTitles(pdf: Pdf): void {
  pdf.font('Helvetica-Bold').fontSize(9);
  line(
    pdf,
    COLUMNS.map(({ title }) => title),
  );
  pdf.font('Helvetica');
}

/** Line by line, so that a parcel of many boxes goes on over the page. */
function row(pdf: Pdf, cells: string[][]): void {
  const lines = cells.map((texts, i) =>
    texts.flatMap((text) => broken(pdf, printable(text), COLUMNS[i]!.width)),
  );
  const count = Math.max(...lines.map(({ length }) => length));
  for (let i = 0; i < count; i++) {
    makeRoom(pdf);
    line(
      pdf,
      lines.map((texts) => texts[i] ?? ''),
    );
  }
  const y = pdf.y - 3;
  pdf
    .moveTo(MARGIN, y)
    .lineTo(pdf.page.width - MARGIN, y)
    .lineWidth(0.3)
    .stroke();
}

/** Codes have no blanks to break at. */
function broken(pdf: Pdf, text: string, width: number): string[] {
  let length = text.length;
  while (length > 1 && pdf.widthOfString(text.slice(0, length)) > width) length--;
  return length >= text.length ? [text] : [text.slice(0, length), ...broken(pdf, text.slice(length), width)];
}

function line(pdf: Pdf, texts: string[]): void {
  const { y } = pdf;
  COLUMNS.forEach(({ x }, i) => {
    pdf.text(texts[i]!, x, y, { lineBreak: false });
  });
  pdf.y = y + LINE;
}

function makeRoom(pdf: Pdf): void {
  if (pdf.y + LINE <= pdf.page.height - MARGIN - LINE) return;
  pdf.addPage();
  columnTitles(pdf);
}

function signatures(pdf: Pdf, { manifestItems }: ManifestDto): void {
  if (pdf.y + FOOT > pdf.page.height - MARGIN - LINE) pdf.addPage();
  pdf.fontSize(10).text(`Handed over: ${manifestItems.length} parcels`, MARGIN, pdf.y + LINE);
  for (const who of ['Warehouse (name, date, signature)', 'Courier (name, date, signature)']) {
    pdf.text(`${who}: ${'_'.repeat(45)}`, MARGIN, pdf.y + 2 * LINE, { lineBreak: false });
    pdf.y += LINE;
  }
}

function numberPages(pdf: Pdf, title: string): void {
  const { count } = pdf.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    pdf.switchToPage(i);
    // Within the margin text would begin a page of its own.
    pdf.page.margins.bottom = 0;
    const text = printable(`${title}, page ${i + 1} of ${count}`);
    pdf.fontSize(8).text(text, MARGIN, pdf.page.height - MARGIN, { lineBreak: false });
  }
}

import type PDFDocument from 'pdfkit';

export type Pdf = InstanceType<typeof PDFDocument>;

interface Paper {
  /** Points, 72 to the inch. */
  margin: number;
  title: string;
  /** The same contents have the same bytes. */
  at: Date;
}

/**
 * The library is loaded with the first PDF: its fonts take a tenth of a second and ten megabytes.
 * @param draw adds the first page as well; what it throws is thrown from here.
 */
export async function pdfOf({ margin, title, at }: Paper, draw: (pdf: Pdf) => void): Promise<Buffer> {
  const { default: Document } = await import('pdfkit');
  return new Promise((resolve, reject) => {
    const info = { Title: printable(title), CreationDate: at, ModDate: at };
    const pdf = new Document({ size: 'A4', margin, info, autoFirstPage: false, bufferPages: true });
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    draw(pdf);
    pdf.end();
  });
}

/** The fonts that every reader has know Latin-1 alone; other letters would come out as wrong ones, without a word. */
export function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e\xa1-\xff]/gu, '?');
}

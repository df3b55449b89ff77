import { AppError, BadRequestError, type FieldError } from '../platform/errors/app-error.js';
import { type Pdf, pdfOf } from '../platform/pdf/pdf.js';
import { isPng, pngFault } from './png-check.js';

/** Labels have some ten to some hundred kilobytes. */
export const MOST_LABEL_BYTES = 2 * 1024 * 1024;
/** Points: labels are printed on 4 by 6 inches. */
const SHORT_SIDE = 288;
const LONG_SIDE = 432;
/** Its types leave this out. */
type PdfWithPictures = Pdf & { openImage(file: Buffer): { width: number; height: number } };

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
/** The same picture makes the same PDF. */
const NO_TIME = new Date(0);

export class LabelTooLargeError extends AppError {
  readonly code = 'BODY_TOO_LARGE';
  readonly status = 413;
  override readonly errors: FieldError[] = [
    { field: 'shippingLabel', message: `must not be larger than ${MOST_LABEL_BYTES} bytes` },
  ];

  constructor() {
    super('The label is too large.');
  }
}

/**
 * The label as PDF: as it came, or its picture on a page of its own.
 * @throws LabelTooLargeError, BadRequestError on `shippingLabel`
 */
export async function labelPdf(file: Buffer): Promise<Buffer> {
  if (file.length > MOST_LABEL_BYTES) throw new LabelTooLargeError();
  if (file.subarray(0, 5).equals(Buffer.from('%PDF-'))) return wholePdf(file);
  if (isPng(file)) {
    const fault = pngFault(file);
    if (fault !== undefined) throw wrong(fault);
    return pictureOnPage(file);
  }
  if (!file.subarray(0, JPEG.length).equals(JPEG)) throw wrong('must be a PDF, PNG or JPEG');
  // What was cut on its way has no end.
  if (!file.includes(Buffer.from([0xff, 0xd9]))) throw wrong('is a JPEG that breaks off');
  return pictureOnPage(file);
}

/** @param base64 with or without `data:`, as couriers' APIs have it. @throws BadRequestError */
export function labelBytes(base64: string): Buffer {
  const text = base64.replace(/^data:[\w/+.-]{1,100};base64,/, '').replaceAll(/\s/g, '');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw wrong('must be base64');
  return Buffer.from(text, 'base64');
}

function wholePdf(file: Buffer): Buffer {
  if (!file.subarray(-1024).includes('%%EOF')) throw wrong('is a PDF that breaks off');
  return file;
}

async function pictureOnPage(file: Buffer): Promise<Buffer> {
  const paper = { margin: 0, title: 'Label', at: NO_TIME };
  try {
    return await pdfOf(paper, (pdf) => {
      const { width, height } = (pdf as PdfWithPictures).openImage(file);
      const page: [number, number] = width > height ? [LONG_SIDE, SHORT_SIDE] : [SHORT_SIDE, LONG_SIDE];
      pdf.addPage({ size: page, margin: 0 });
      pdf.image(file, 0, 0, { fit: page, align: 'center', valign: 'center' });
    });
  } catch {
    throw wrong('is a picture that cannot be read');
  }
}

function wrong(message: string): BadRequestError {
  return BadRequestError.field('shippingLabel', message);
}

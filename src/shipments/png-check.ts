import { inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** A small file can stand for a very large picture. */
const MOST_PIXELS = 20_000_000;
/** Unpacked, here and once more in the PDF library, while nothing else runs. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Values of a pixel by its kind of colour: grey, RGB, palette, grey and RGB with transparency. */
const VALUES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS = new Set([1, 2, 4, 8, 16]);
/** How a line was packed: five ways are known. */
const WAYS = 5;

interface Chunks {
  header: Buffer;
  data: Buffer;
}

export function isPng(file: Buffer): boolean {
  return file.subarray(0, SIGNATURE.length).equals(SIGNATURE);
}

/**
 * Why a PNG cannot be put on a page. The PDF library unpacks it without bounds, and what it cannot read there fails where
 * nobody catches it; so all of it is looked at before.
 */
export function pngFault(file: Buffer): string | undefined {
  const chunks = chunksOf(file);
  if (!chunks) return 'is a PNG that breaks off';
  const { header } = chunks;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colour, , , interlaced] = header.subarray(8);
  const values = VALUES[colour!];
  if (values === undefined || !DEPTHS.has(depth!) || width * height === 0) {
    return 'is a PNG that cannot be read';
  }
  if (width * height > MOST_PIXELS) return `must not have more than ${MOST_PIXELS} pixels`;
  if (interlaced !== 0) return 'must not be an interlaced PNG';
  const line = Math.ceil((width * values * depth!) / 8) + 1;
  if (line * height > MOST_BYTES) return `must not have more than ${MOST_BYTES} bytes when it is unpacked`;
  return holdsLines(chunks.data, line, height) ? undefined : 'is a PNG that cannot be read';
}

function holdsLines(packed: Buffer, line: number, height: number): boolean {
  try {
    const data = inflateSync(packed, { maxOutputLength: line * height + 1 });
    if (data.length !== line * height) return false;
    for (let at = 0; at < data.length; at += line) if (data[at]! >= WAYS) return false;
    return true;
  } catch {
    return false;
  }
}

function chunksOf(file: Buffer): Chunks | undefined {
  const data: Buffer[] = [];
  let header: Buffer | undefined;
  for (let at = SIGNATURE.length; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const chunk = file.subarray(at + 8, at + 8 + length);
    if (chunk.length < length) return undefined;
    if (type === 'IHDR' && length === 13) header = chunk;
    if (type === 'IDAT') data.push(chunk);
    if (type === 'IEND') return header && { header, data: Buffer.concat(data) };
    at += 12 + length;
  }
  return undefined;
}

import type { Release } from './magento-order.js';

const UNRESERVED = 'a-zA-Z0-9_\\-.~';
/** Characters that normalizePath decodes: Laminas\Uri\Uri, and Magento\Framework\Oauth\Helper\Uri\Http of 2.4.8. */
const LAMINAS = new RegExp(`[${UNRESERVED}:@&=+$,/;%]`);
const MAGENTO_2_4_8 = new RegExp(`[${UNRESERVED}]`);
const NOT_IN_A_PATH = new RegExp(`[^${UNRESERVED})(:@&=+$,/;%]+|%(?![A-Fa-f0-9]{2})`, 'g');

/**
 * The address that Magento's signature check is over: Laminas\OAuth\Signature\AbstractSignature
 * normaliseBaseSignatureUrl(), after PHP's source.
 */
export function normalisedUrl(url: string, release: Release): string {
  const [, scheme, host, path] = /^(https?):\/\/([^/]+)(\/.*)?$/i.exec(url)!;
  const port = scheme!.toLowerCase() === 'http' ? /:80$/ : /:443$/;
  const authority = host!.toLowerCase().replace(port, '');
  return `${scheme!.toLowerCase()}://${authority}${normalizePath(path ?? '/', release)}`;
}

function normalizePath(path: string, release: Release): string {
  return encodePath(
    decodeUrlEncodedChars(removePathDotSegments(path), release === '2.4.8' ? MAGENTO_2_4_8 : LAMINAS),
  );
}

function decodeUrlEncodedChars(input: string, allowed: RegExp): string {
  return input.replace(/%[A-Fa-f0-9]{2}/g, (match) => {
    const char = Buffer.from(match.slice(1), 'hex').toString('latin1');
    return allowed.test(char) ? char : match.toUpperCase();
  });
}

function encodePath(path: string): string {
  return path.replace(NOT_IN_A_PATH, (match) =>
    [...Buffer.from(match, 'utf8')]
      .map((byte) => {
        const char = String.fromCharCode(byte);
        return MAGENTO_2_4_8.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      })
      .join(''),
  );
}

function removePathDotSegments(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/');
  segments.forEach((segment, i) => {
    const last = i === segments.length - 1;
    if (segment === '..') {
      if (kept.length > 1) kept.pop();
    } else if (segment !== '.') return void kept.push(segment);
    if (last) kept.push('');
  });
  return kept.join('/');
}

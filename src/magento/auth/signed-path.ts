import { percentEncode } from './oauth1-signature.js';

/**
 * Magento checks an OAuth signature over the address as Laminas normalises it, not as it was sent (recorded exchanges
 * 949 to 956). Which characters are decoded depends on the release: the Laminas class decodes all that may stand in a path,
 * Magento's own class since 2.4.8 (Framework\Oauth\Helper\Uri\Http) only those that never need encoding.
 */
export type PathStyle = 'laminas' | 'unreserved';

const DECODED: Record<PathStyle, RegExp> = {
  laminas: /[\w.~:@&=+$,/;%-]/,
  unreserved: /[\w.~-]/,
};
/** Laminas\Uri\Uri::encodePath: what it does not allow, and a percent sign that begins no escape, is encoded. */
const ENCODED = /[^\w.~)(:@&=+$,/;%-]+|%(?![\dA-F]{2})/gi;

/** The address that is signed for a request to this one, without query. Host and port are normalised too. */
export function signedUrl(url: string, style: PathStyle): string {
  // What goes over the wire: the HTTP client reads the address in the same way.
  const { origin, pathname } = new URL(url);
  const decoded = pathname.replace(/%[\dA-F]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return DECODED[style].test(character) ? character : escape.toUpperCase();
  });
  return origin + decoded.replace(ENCODED, percentEncode);
}

/** A part of a path, with every reserved character encoded, so that all readers of the address agree on it. */
export function pathPart(text: string): string {
  // A step of the address however it is encoded (WHATWG URL, double-dot segments): refused before it gets here.
  if (text === '.' || text === '..') throw new Error(`${text} cannot stand in an address`);
  return percentEncode(text);
}

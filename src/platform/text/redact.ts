const INSTEAD = '[removed]';
/** Shorter secrets would remove half of a text that has nothing to do with them. */
const SHORTEST = 4;
const SHORTEST_PART = 8;

/**
 * A text from outside without our secrets, in the spellings in which a server gives back what it was sent: as it is, in
 * JSON, in HTML, in an address, in base64 or out of it.
 * @param isCut the text goes on: a secret may have been cut at its end
 */
export function redact(text: string, secrets: string[], isCut = false): string {
  const words = [...new Set(secrets.flatMap(partsOf).flatMap(spellingsOf))].sort(
    (a, b) => b.length - a.length,
  );
  if (words.length === 0) return text;
  // What begins behind it could be cut off, even of the longest.
  const end = isCut ? Math.max(0, text.length - words[0]!.length + 1) : text.length;
  const kept: string[] = [];
  let at = 0;
  for (const { index, 0: word } of text.matchAll(new RegExp(words.map(escape).join('|'), 'gi'))) {
    if (index >= end) break;
    kept.push(text.slice(at, index), INSTEAD);
    at = index + word.length;
  }
  return kept.join('') + text.slice(at, Math.max(at, end));
}

/** Of `Bearer abc`, also `abc`; of `Basic dXNlcjpwYXNz`, also what it says. */
function partsOf(secret: string): string[] {
  const rest = /^[\w-]+ +(.+)$/.exec(secret)?.[1];
  const parts = secret.split(/[\s,;]+/).map(valueOf);
  const basic = /^basic +([a-z\d+/=_-]+)$/i.exec(secret)?.[1];
  const said = basic === undefined ? [] : basicParts(Buffer.from(basic, 'base64').toString('utf8'));
  return [
    ...[secret, rest ?? '', ...said].filter(({ length }) => length >= SHORTEST),
    ...parts.filter(({ length }) => length >= SHORTEST_PART),
  ];
}

/** Of `session=abc` or `realm="abc"`: the name is no secret. */
function valueOf(part: string): string {
  return part.slice(part.indexOf('=') + 1).replace(/^"(.*)"$/, '$1');
}

function basicParts(pair: string): string[] {
  return [pair, pair.slice(pair.indexOf(':') + 1)];
}

function spellingsOf(text: string): string[] {
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
    unicode(text),
    html(text, '&#39;'),
    html(text, '&#039;'),
    encodeURIComponent(text.toWellFormed()),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('base64url'),
  ];
}

/** PHP's json_encode. */
function unicode(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function html(text: string, apostrophe: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", apostrophe);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

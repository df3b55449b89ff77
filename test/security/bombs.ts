/** Bodies that take much more to read than to send, as JSON text. Made when they are sent: together they take gigabytes. */
export interface Bomb {
  name: string;
  body: () => string;
}

/** Bytes of a bomb: as much as an operation takes. */
const BYTES = 1000 * 1024;

const repeated = (text: string, bytes: number, separator = ','): string => {
  const times = Math.max(1, Math.floor(bytes / (text.length + separator.length)));
  return Array.from({ length: times }, () => text).join(separator);
};
const numbered = (bytes: number, entry: (i: number) => string): string => {
  const entries: string[] = [];
  for (let i = 0, size = 0; size < bytes; i++) {
    const one = entry(i);
    entries.push(one);
    size += one.length + 1;
  }
  return entries.join(',');
};

/** What a value may be blown up to, of so many bytes. `named` are names that the operation knows, for elements that look almost right. */
function shapes(bytes: number, named: string[]): Record<string, () => string> {
  const known = `{${named.map((name) => `${JSON.stringify(name)}:null`).join(',')}}`;
  const text = bytes - 10;
  return {
    'empty objects': () => `[${repeated('{}', bytes)}]`,
    'known fields': () => `[${repeated(known, bytes)}]`,
    nulls: () => `[${repeated('null', bytes)}]`,
    numbers: () => `[${repeated('1', bytes)}]`,
    'large numbers': () => `[${repeated('1e308', bytes)}]`,
    'endless numbers': () => `[${repeated('1e999', bytes)}]`,
    'long digits': () => `1${'0'.repeat(text)}`,
    texts: () => `[${repeated('"x"', bytes)}]`,
    'empty lists': () => `[${repeated('[]', bytes)}]`,
    'lists in lists': () => `[${repeated('[{},{},{},{},{},{},{},{},{},{}]', bytes)}]`,
    '2500 objects': () => `[${repeated('{}', 2500 * 3)}]`,
    '2499 objects and a number': () => `[${repeated('{}', 2499 * 3)},1]`,
    '2500 objects of many fields': () =>
      `[${repeated(`{${numbered(150, (i) => `"f${i}":1`)}}`, 2400 * 160)}]`,
    '100 objects of 100 objects': () => `[${repeated(`{"items":[${repeated('{}', 300)}]}`, 100 * 310)}]`,
    keys: () => `{${numbered(bytes, (i) => `"k${i}":1`)}}`,
    '1000 keys': () => `{${numbered(8000, (i) => `"k${i}":1`)}}`,
    'long keys': () => `{${numbered(bytes, (i) => `"${i}${'k'.repeat(10_000)}":1`)}}`,
    'one long key': () => `{"${'k'.repeat(text)}":1}`,
    'one key again and again': () => `{${repeated('"k":1', bytes)}}`,
    'keys of prototypes': () => `{${repeated('"constructor":{"prototype":{}}', bytes)}}`,
    'deep lists': () => `${'['.repeat(bytes / 2)}${']'.repeat(bytes / 2)}`,
    '99 levels': () => `${'{"a":'.repeat(99)}1${'}'.repeat(99)}`,
    'levels of lists': () => `${'[[],'.repeat(90)}[]${']'.repeat(90)}`,
    'long text': () => `"${'x'.repeat(text)}"`,
    'text of 64000': () => `"${'x'.repeat(64_000)}"`,
    'text like an address': () => `"${'http://a.'.repeat(text / 9)}"`,
    '64000 like an address': () => `"${'http://a.'.repeat(7000)}"`,
    '64000 like a mail': () => `"${'a.'.repeat(20_000)}@${'b.'.repeat(10_000)}"`,
    escapes: () => `"${'\\u0041'.repeat(text / 6)}"`,
    '64000 spaces': () => `"${' '.repeat(64_000)}x"`,
    'marks on letters': () => `"${'e\u0301'.repeat(text / 4)}"`,
    'halves of letters': () => `"${'\\ud83d'.repeat(10_000)}"`,
  };
}

/** The shapes as a whole body, and as each of the operation's own fields. */
export function bombsFor(fields: string[]): Bomb[] {
  const whole = Object.entries(shapes(BYTES, fields)).map(([name, body]) => ({
    name: `body: ${name}`,
    body,
  }));
  const inside = fields.flatMap((field) =>
    Object.entries(shapes(BYTES - 40 - field.length, fields)).map(([name, json]) => ({
      name: `${field}: ${name}`,
      body: () => `{${JSON.stringify(field)}:${json()}}`,
    })),
  );
  return [...whole, ...inside];
}

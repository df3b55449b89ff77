/** A number as it was written, free of what makes no difference: 1, 1.0 and 10e-1 are one. */
class ExactNumber {
  readonly text: string;

  constructor(source: string) {
    const [, sign = '', whole = '', fraction = '', exponent = '0'] =
      /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(source) ?? [];
    const digits = (whole + fraction).replace(/^0+/, '');
    const short = digits.replace(/0+$/, '');
    const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - short.length);
    this.text = short === '' ? '0' : `${sign}${short}e${power}`;
  }
}

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;
/** ES2026; the types of this release do not have it yet. */
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown;

/**
 * Equal for texts that say the same in another order of keys or another spelling of numbers. Numbers are
 * compared as they are written: as doubles 9007199254740993 and 9007199254740992 would be one. Of a key that is there
 * twice the last one counts, as it does for who parses the text.
 */
export function canonicalJson(text: string): string {
  try {
    return write(
      parse(text, (_key, value, { source }) =>
        typeof value === 'number' ? new ExactNumber(source ?? String(value)) : value,
      ),
    );
  } catch {
    // Nested too deep, or no JSON: equal to itself.
    return text;
  }
}

function write(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${write(one)}`).join(',')}}`;
}

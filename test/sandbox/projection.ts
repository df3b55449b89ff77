type Mask = { [field: string]: Mask };

/** Magento's `fields` filter. Broken syntax makes the whole answer `[]`; an empty list becomes null. */
export function project(body: unknown, fields: string | undefined): unknown {
  if (fields === undefined || fields === '' || typeof body !== 'object' || body === null) return body;
  const mask = parseMask(fields);
  return mask === undefined ? [] : apply(body as Record<string, unknown>, mask);
}

function parseMask(text: string): Mask | undefined {
  if (!/^[\w,[\]]*$/.test(text)) return undefined;
  let at = 0;
  const level = (nested: boolean): Mask | undefined => {
    const mask: Mask = {};
    for (;;) {
      const name = /^\w+/.exec(text.slice(at))?.[0];
      if (name === undefined) return undefined;
      at += name.length;
      mask[name] = {};
      if (text[at] === '[') {
        at++;
        const inner = level(true);
        if (!inner || text[at++] !== ']') return undefined;
        mask[name] = inner;
      }
      if (text[at] !== ',') return nested === (text[at] === ']') ? mask : undefined;
      at++;
    }
  };
  return level(false);
}

function apply(row: Record<string, unknown>, mask: Mask): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(row)) {
    const inner = mask[field];
    if (inner === undefined) continue;
    if (Object.keys(inner).length === 0) result[field] = value;
    else if (Array.isArray(value)) {
      result[field] =
        value.length === 0 ? null : value.map((entry) => apply(entry as Record<string, unknown>, inner));
    } else {
      result[field] =
        typeof value === 'object' && value !== null ? apply(value as Record<string, unknown>, inner) : value;
    }
  }
  return result;
}

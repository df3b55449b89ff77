import type { MagentoClient } from '../magento.client.js';
import { MagentoNotFoundError, MagentoPermissionError } from '../magento.errors.js';
import { compare, Condition, oneOf, SearchCriteria } from '../search-criteria.js';
import { type CheckItem, failed, notFoundOut, ok, warning } from './check-item.js';
import { DEFAULT_SOURCE } from '../stock.client.js';
import { checkRight } from './rights-check.js';

/** What a store wants of multi-source inventory. */
export interface SourceUse {
  /** Whether stock is written by source items; `ifGiven`: that is what is to be found out. */
  bySource: 'yes' | 'no' | 'ifGiven';
  /** Sources that its locations name. */
  sourceCodes: string[];
  /** Create shipment is POST shipment/. */
  documented: boolean;
}

const CHECK = 'multi-source inventory';

/** Permission is looked at before the body, which lacks everything: no effect. */
const ASSIGN_RIGHT = {
  resource: 'Magento_InventoryApi::stock_source_item_assign',
  purpose: 'updating stock by source',
  call: { method: 'POST', path: '/inventory/source-items' },
} as const;

/** @property takesSourceItems undefined: not found out */
export interface SourceFindings {
  items: CheckItem[];
  takesSourceItems?: boolean;
}

/** Whether there are sources, among them those that the store names, and the right to write to them. */
export async function checkSources(client: MagentoClient, use: SourceUse): Promise<SourceFindings> {
  const needed = use.bySource === 'yes' || use.sourceCodes.length > 0;
  try {
    const isOpen = use.bySource === 'ifGiven';
    const codes = isOpen ? [...use.sourceCodes, DEFAULT_SOURCE] : use.sourceCodes;
    const { total, enabled, known } = await readSources(client, [...new Set(codes)]);
    const items = [
      ok(CHECK, `Present, with ${total} source(s), of which ${enabled} are enabled.`),
      ...checkNamed(use.sourceCodes, known),
      ...checkMapped(use, enabled),
    ];
    if (use.bySource === 'no') return { items };
    // A list without it is none, and says nothing.
    if (isOpen && !known.has(DEFAULT_SOURCE)) return { items: [...items, chosen(undefined)] };
    const right = await checkRight(client, ASSIGN_RIGHT);
    if (!isOpen) return { items: [...items, right] };
    const { result } = right;
    const takesSourceItems = result === 'ok' ? true : result === 'failed' ? false : undefined;
    return { items: [...items, chosen(takesSourceItems)], takesSourceItems };
  } catch (error) {
    const item = needed ? unmet(error) : unknown(error);
    const isAnswer = error instanceof MagentoNotFoundError || error instanceof MagentoPermissionError;
    return { items: [item], takesSourceItems: isAnswer ? false : undefined };
  }
}

/** Neither way is wrong: the slower one is said with what it lacks. */
function chosen(takesSourceItems: boolean | undefined): CheckItem {
  if (takesSourceItems === true) {
    return ok('stock', 'Written by source items: up to a hundred SKUs in a call.');
  }
  return takesSourceItems === false
    ? ok(
        'stock',
        `Written by stock items, one SKU in a call. With the right ${ASSIGN_RIGHT.resource} it would be a hundred.`,
      )
    : {
        check: 'stock',
        result: 'skipped',
        message: 'Whether it can be written by source items is not known yet.',
      };
}

async function readSources(
  client: MagentoClient,
  codes: string[],
): Promise<{ total: number; enabled: number; known: Set<string> }> {
  const read = async (criteria: SearchCriteria): Promise<{ total: number; codes: string[] }> => {
    const { value } = await client.probe<{ items?: { source_code: string }[] | null; total_count?: number }>({
      method: 'GET',
      path: '/inventory/sources',
      query: criteria.toQuery(),
    });
    return { total: value.total_count ?? 0, codes: (value.items ?? []).map((one) => one.source_code) };
  };
  const { total } = await read(SearchCriteria.all().pageSize(1));
  const { total: enabled } = await read(
    SearchCriteria.all()
      .where(compare('enabled', Condition.Equal, 1))
      .pageSize(1),
  );
  if (codes.length === 0) return { total, enabled, known: new Set() };
  const named = await read(SearchCriteria.all().where(oneOf('source_code', codes)).pageSize(codes.length));
  return { total, enabled, known: new Set(named.codes) };
}

function checkNamed(codes: string[], known: Set<string>): CheckItem[] {
  if (codes.length === 0) return [];
  const missing = codes.filter((code) => !known.has(code));
  return missing.length === 0
    ? [ok('sources', `Magento has ${codes.join(', ')}.`)]
    : [failed('sources', `Magento has no source ${missing.join(', ')}: correct locationSources.`)];
}

/**
 * Of several enabled sources Magento takes `default` for a shipment that names none, also where another warehouse packed it; and
 * POST shipment/ is refused, on any stock (recorded exchange 946).
 */
function checkMapped({ sourceCodes, documented }: SourceUse, enabled: number): CheckItem[] {
  if (enabled < 2 || sourceCodes.length > 0) return [];
  const words = `${enabled} sources are enabled, and no location is mapped to one: set locationSources.`;
  return [
    documented
      ? failed('sources', `${words} Until then Magento refuses each create shipment.`)
      : warning('sources', `${words} Until then every parcel leaves the source default in Magento.`),
  ];
}

/** The store cannot do without. */
function unmet(error: unknown): CheckItem {
  if (error instanceof MagentoNotFoundError) {
    return failed(CHECK, 'Not installed, but inventoryMode or locationSources want sources.');
  }
  if (error instanceof MagentoPermissionError) {
    const message = `Missing: sources cannot be read. Give ${error.resource} to the user's role or the integration.`;
    return failed(`right ${error.resource}`, message);
  }
  return unknown(error);
}

function unknown(error: unknown): CheckItem {
  if (error instanceof MagentoNotFoundError) {
    return ok(CHECK, 'Not installed: stock is written by stockItems.');
  }
  if (error instanceof MagentoPermissionError) {
    return { check: CHECK, result: 'skipped', message: `Not known without the right ${error.resource}.` };
  }
  return notFoundOut(CHECK, error);
}

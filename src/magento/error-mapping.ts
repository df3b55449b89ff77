import {
  type MagentoError,
  MagentoGatewayError,
  MagentoNotFoundError,
  MagentoPermissionError,
  MagentoProtocolError,
  MagentoRejectedError,
  MagentoServerError,
  MagentoSignInError,
  MagentoTransientError,
  MagentoUnavailableError,
} from './magento.errors.js';
import {
  isApplicationError,
  isMaintenancePage,
  saidAtTheDoor,
  saidBeforeAnyChange,
} from './refusal-words.js';

/** An answer of Magento as it came, or as a proxy in front of it made it up. */
export interface MagentoAnswer {
  status: number;
  /** Lower-cased names. */
  headers: Record<string, string | undefined>;
  text: string;
}

interface ErrorBody {
  message?: unknown;
  parameters?: unknown;
  errors?: { message?: unknown; parameters?: unknown }[];
}

const ACL_MESSAGE = "The consumer isn't authorized to access %resources.";

/**
 * The only place that looks at message text. Lock waits and deadlocks are wrapped into 400s with these words
 * (recorded exchanges 619, 620; CatalogInventory StockItemRepository, Sales ShipmentRepository).
 */
const TRANSIENT = [
  /unable to be saved\. Please try again/i,
  /^Could not save Source Item/i,
  /^Could not save a shipment, see error log/i,
  /^The shipment couldn't be saved\.$/i,
  /^Could not save an invoice, see error log/i,
  /^Could not save a Creditmemo, see error log/i,
  /deadlock found|lock wait timeout|try restarting transaction/i,
];

/** The call was here before (Integration Nonce Generator): each of ours has a nonce of its own. */
const NONCE_USED = /^The nonce is already being used/;

/**
 * Magento makes errors of input of these, which are 400 (Framework Oauth). Unlike its 401s they prove nothing of a write: any code
 * that ran after the commit may answer 400.
 */
const OAUTH_INPUT = /^(The token length is invalid\. Check the length|Signature method %1 is not supported)/;

/** Statuses with which Magento's REST interface itself turns a call down, in JSON (Webapi ErrorProcessor). */
const OWN_STATUSES = new Set([400, 401, 404, 405, 406, 429, 500]);

export function toMagentoError(answer: MagentoAnswer): MagentoError {
  const { status } = answer;
  const body = OWN_STATUSES.has(status) ? parseErrorBody(answer.text) : undefined;
  return body ? fromBody(answer, body) : notMagentos(answer);
}

/**
 * True when Magento itself turned the call away before anything was done, in its own JSON. A proxy's 401 says nothing about
 * what came of the call, nor does one that a module of the shop made of an exception of its own.
 */
export function isTurnedAway(answer: MagentoAnswer): boolean {
  if (answer.status !== 401) return false;
  const body = parseErrorBody(answer.text);
  if (body === undefined) return false;
  const template = templateOf(body);
  return saidAtTheDoor(template) && !NONCE_USED.test(template);
}

function notMagentos(answer: MagentoAnswer): MagentoError {
  const { status } = answer;
  if (status === 503 && isMaintenancePage(answer.text)) {
    return new MagentoUnavailableError('Magento is in maintenance (503).', retryAfter(answer));
  }
  if (status === 500 && isApplicationError(answer.text)) {
    return new MagentoServerError(firstWords(answer.text), status);
  }
  if (status >= 500 || status === 429) {
    const words = `The web server in front of Magento answered ${status}.`;
    return new MagentoGatewayError(words, status, retryAfter(answer));
  }
  if (status >= 300 && status < 400) {
    return new MagentoProtocolError(
      `Magento redirects (${status}): check the base URL and its scheme.`,
      status,
    );
  }
  return new MagentoProtocolError(
    `Magento answered ${status} without JSON: ${firstWords(answer.text)}`,
    status,
  );
}

function fromBody(answer: MagentoAnswer, body: ErrorBody): MagentoError {
  const { status } = answer;
  const message = messageOf(body);
  const template = templateOf(body);
  if (status === 401 && NONCE_USED.test(template)) {
    const words = 'The call came to Magento twice: something in front of it repeats calls.';
    return new MagentoGatewayError(words, status);
  }
  if (status === 401) {
    const resources = (body.parameters as { resources?: unknown } | undefined)?.resources;
    if (template === ACL_MESSAGE || typeof resources === 'string') {
      return new MagentoPermissionError(typeof resources === 'string' ? resources : 'unknown');
    }
    return new MagentoSignInError(message, saidAtTheDoor(template) ? 'NOT_SENT' : 'ANSWERED');
  }
  if (status === 400 && OAUTH_INPUT.test(template)) return new MagentoSignInError(message, 'ANSWERED');
  if (status === 429) return new MagentoTransientError(message, status, retryAfter(answer));
  if (status === 500) return new MagentoServerError(message, status);
  if (status === 404) {
    return new MagentoNotFoundError(message, saidBeforeAnyChange(template) ? 'REFUSED' : 'ANSWERED');
  }
  if (status === 400 && TRANSIENT.some((pattern) => pattern.test(message))) {
    return new MagentoTransientError(message, status);
  }
  return new MagentoRejectedError(message, status, template, namedParameters(body.parameters));
}

/** True for the 400 by which a release refuses a status in a comment. 2.4.7 has a line break in mid-sentence. */
export function refusesStatus(error: unknown): boolean {
  return (
    error instanceof MagentoRejectedError &&
    /The status "%1" is not part of the order status history/.test(error.template)
  );
}

/** `Maximum SearchCriteria pageSize is %max`: the shop limits its input. @returns the limit */
export function pageSizeLimit(error: unknown): number | undefined {
  if (
    !(error instanceof MagentoRejectedError) ||
    !/^Maximum SearchCriteria pageSize is/.test(error.template)
  ) {
    return undefined;
  }
  return positive(error.parameters['max']);
}

/** `Maximum items of type "%type" is %max`: the shop limits lists in bodies (recorded exchange 612). @returns the limit */
export function listSizeLimit(error: unknown): number | undefined {
  return error instanceof MagentoRejectedError && /^Maximum items of type/.test(error.template)
    ? positive(error.parameters['max'])
    : undefined;
}

/** The refusal of a bundle's own row where its options are shipped one by one (BundleShipmentTypeValidator). */
export function wantsBundleOptions(error: unknown): boolean {
  return (
    error instanceof MagentoRejectedError &&
    /Bundle product options should be shipped instead/.test(error.message)
  );
}

/** A path that no route of Magento matches, or that the web server in front does not pass on, e.g. for a slash in a SKU. */
export function saysNoRoute(error: unknown): boolean {
  return (
    (error instanceof MagentoNotFoundError && /Request does not match any route/.test(error.message)) ||
    (error instanceof MagentoProtocolError && error.upstreamStatus === 404)
  );
}

function positive(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function templateOf(body: ErrorBody): string {
  return foldSpace(typeof body.message === 'string' ? body.message : '');
}

function parseErrorBody(text: string): ErrorBody | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && typeof (body as ErrorBody).message === 'string'
      ? body
      : undefined;
  } catch {
    return undefined;
  }
}

/** With several input errors `message` is a general line and `errors` holds the details. */
function messageOf(body: ErrorBody): string {
  const main = fillPlaceholders(body.message, body.parameters);
  const details = (body.errors ?? []).map((error) => fillPlaceholders(error.message, error.parameters));
  return [main, ...details].join(' ');
}

/** Magento sends templates: `%1 %2` with a list of parameters, `%name` with an object. */
export function fillPlaceholders(template: unknown, parameters: unknown): string {
  const text = foldSpace(typeof template === 'string' ? template : '');
  const named = namedParameters(parameters);
  return text.replace(/%(\w+)/g, (whole, name: string) => {
    const value = named[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}

/** `["a","b"]` becomes `{1: "a", 2: "b"}`. */
function namedParameters(parameters: unknown): Record<string, unknown> {
  if (Array.isArray(parameters)) {
    return Object.fromEntries(parameters.map((value, i) => [String(i + 1), value as unknown]));
  }
  return typeof parameters === 'object' && parameters !== null ? (parameters as Record<string, unknown>) : {};
}

function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function retryAfter(answer: MagentoAnswer): number | undefined {
  const seconds = Number(answer.headers['retry-after']);
  return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, 3600) : undefined;
}

function firstWords(text: string): string {
  const words = foldSpace(text.replace(/<[^>]*>/g, ' '));
  return words.length > 120 ? `${words.slice(0, 120)}…` : words;
}

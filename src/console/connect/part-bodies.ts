import type { EndpointRoutes } from '../../deliveries/delivery-routes.js';
import { type AppError, BadRequestError } from '../../platform/errors/app-error.js';
import { CLIENT_WORDS, type ClientField } from '../words/set-up.js';
import type { ClientFormState } from './clients-part.js';

type Body = Record<string, unknown>;

const textIn = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const linesIn = (value: unknown): string[] =>
  textIn(value)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What was typed and is no secret. */
export function typedEndpoint(body: Body): Record<string, string> {
  const names = ['url', 'sameAs', 'types', 'language'];
  return Object.fromEntries(names.map((name) => [name, textIn(body[name])]));
}

/** As the API takes it: what is left empty is left out, but for what an empty field means. @throws BadRequestError */
export function endpointIn(body: Body, { choices }: EndpointRoutes): Record<string, unknown> {
  const { url, sameAs, language } = typedEndpoint(body);
  const headers = headersIn(body['headers']);
  const types = linesIn(body['types']);
  return {
    ...(url === '' && sameAs !== '' ? {} : { url }),
    ...(sameAs === '' ? {} : { sameAs }),
    ...(headers === undefined ? {} : { headers }),
    ...(choices ? { types: types.length === 0 ? null : types, language: language || null } : {}),
  };
}

function headersIn(value: unknown): Record<string, string> | undefined {
  const lines = linesIn(value);
  if (lines.length === 0) return undefined;
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      if (at < 1) throw BadRequestError.field('headers', 'must have one header a line, as Name: value');
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}

export function readClient(body: Body): ClientFormState {
  const scopes = [body['scopes'] ?? []].flat().map(textIn);
  return {
    clientId: textIn(body['clientId']),
    scopes: new Set(scopes),
    isForAll: body['storeCodes'] === 'all',
    errors: new Map(),
  };
}

/** In the words of the form; what concerns no field of it is about the name, as one that is taken. */
export function clientErrorsIn({ errors, message, status }: AppError): Map<ClientField, string> {
  if (status === 409) return new Map([['clientId', message]]);
  const named = errors
    .map(({ field }) => field.split('.')[0] as ClientField)
    .filter((field) => Object.hasOwn(CLIENT_WORDS, field));
  return named.length > 0
    ? new Map(named.map((field) => [field, CLIENT_WORDS[field]]))
    : new Map([['clientId', message]]);
}

import { Injectable } from '@nestjs/common';
import type { AppError } from '../../platform/errors/app-error.js';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import type { CredentialsDto } from '../../stores/dto/store.dto.js';

type Body = Record<string, unknown>;

/** What is typed in clear, and comes back as it was. */
export const PLAIN_FIELDS = ['code', 'baseUrl', 'storeView', 'scheme'] as const;
/** What never comes back. */
export const SECRET_FIELDS = ['accessToken', 'consumerKey', 'consumerSecret', 'accessTokenSecret'] as const;

export type PlainField = (typeof PLAIN_FIELDS)[number];
export type SecretField = (typeof SECRET_FIELDS)[number];
export type ConnectionField = PlainField | SecretField;

/** What the form of a connection shows. */
export interface ConnectionState {
  typed: Record<PlainField, string>;
  /** Secrets that were typed before, sealed: the page has them without showing them. */
  kept: string;
  /** Names of those. */
  known: ReadonlySet<SecretField>;
  errors: ReadonlyMap<ConnectionField, string>;
}

/** A connection that somebody typed. */
export interface TypedConnection {
  plain: Record<PlainField, string>;
  secrets: Partial<Record<SecretField, string>>;
}

const LONGEST_KEPT = 20_000;

/** Secrets are sealed for the person who typed them, and open for nobody else. */
@Injectable()
export class ConnectionForms {
  constructor(private readonly box: SecretBox) {}

  /** @param visitor id of the person who sends it */
  read(body: Body, visitor: string): TypedConnection {
    const text = (name: string): string => {
      const given = body[name];
      return typeof given === 'string' ? given.trim() : '';
    };
    const plain = Object.fromEntries(PLAIN_FIELDS.map((name) => [name, text(name)]));
    const typed = SECRET_FIELDS.map((name) => [name, text(name)]).filter(([, value]) => value !== '');
    const secrets: TypedConnection['secrets'] = {
      ...this.open(text('kept'), visitor),
      ...(Object.fromEntries(typed) as TypedConnection['secrets']),
    };
    return { plain: plain as TypedConnection['plain'], secrets };
  }

  /** To be typed on, with what is wrong beside each field. */
  again({ plain, secrets }: TypedConnection, visitor: string, error: AppError): ConnectionState {
    const known = new Set(Object.keys(secrets) as SecretField[]);
    return { typed: plain, kept: this.seal(secrets, visitor), known, errors: errorsOf(error) };
  }

  private seal(secrets: TypedConnection['secrets'], visitor: string): string {
    if (Object.keys(secrets).length === 0) return '';
    const { keyId, box } = this.box.seal(secrets, contextOf(visitor));
    return `${keyId}.${box.toString('base64url')}`;
  }

  private open(kept: string, visitor: string): TypedConnection['secrets'] {
    const [keyId = '', box = ''] = kept.split('.');
    if (box === '' || kept.length > LONGEST_KEPT) return {};
    try {
      return this.box.open({ keyId, box: Buffer.from(box, 'base64url') }, contextOf(visitor));
    } catch {
      return {};
    }
  }
}

function contextOf(visitor: string): string {
  return `console-connect:${visitor}`;
}

/** The fields that the chosen kind of sign-in has; undefined where none was typed. */
export function credentialsOf({ plain, secrets }: TypedConnection): CredentialsDto | undefined {
  if (Object.keys(secrets).length === 0) return undefined;
  const { accessToken } = secrets;
  if (plain.scheme === 'bearer') return { scheme: 'bearer', accessToken };
  return { scheme: plain.scheme as 'oauth1', ...secrets };
}

/** Nothing typed yet. */
export function emptyConnection(typed: Partial<Record<PlainField, string>> = {}): ConnectionState {
  const begin = { code: '', baseUrl: '', storeView: 'default', scheme: 'oauth1', ...typed };
  return { typed: begin, kept: '', known: new Set(), errors: new Map() };
}

const FORMS: Partial<Record<ConnectionField, string>> = {
  code: 'Must be 1 to 64 letters, digits, _ and -.',
  baseUrl: 'Must be the address of the shop without /rest, such as https://shop.example.com.',
  storeView: 'Must be a code of letters, digits and _, such as default.',
  scheme: 'Must be one of the two.',
};

/** What the API says of each field, in the words of the form; the first of each. */
function errorsOf({ errors, message }: AppError): Map<ConnectionField, string> {
  const words = new Map<ConnectionField, string>();
  for (const { field, message: said } of errors) {
    const name = (field === 'credentials' ? 'accessToken' : field.split('.').at(-1)) as ConnectionField;
    const isForm = /regular expression|URL address|following values|must be given/.test(said);
    if (!words.has(name)) words.set(name, (isForm && FORMS[name]) || sentence(said));
  }
  if (words.size === 0) words.set('baseUrl', message);
  return words;
}

function sentence(words: string): string {
  const whole = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

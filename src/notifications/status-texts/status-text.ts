import { isKnown, type NotificationType } from '../notification-types.js';
import { ENGLISH } from './en.js';
import { HINDI } from './hi.js';

/** By language. To add one: its file, and a line here. */
const TEXTS = { en: ENGLISH, hi: HINDI } satisfies Record<string, Partial<Record<NotificationType, string>>>;

type Language = keyof typeof TEXTS;

export const LANGUAGES: readonly string[] = Object.keys(TEXTS);

/** What happened, for a customer to read. */
export interface StatusText {
  /** `en` where the text is not there in the language that was asked for. */
  language: string;
  text: string;
}

/** @returns null for a type that has no meaning here */
export function statusTextOf(type: string, language: string): StatusText | null {
  if (!isKnown(type)) return null;
  const texts: Partial<Record<NotificationType, string>> = isLanguage(language) ? TEXTS[language] : {};
  const text = texts[type];
  return text === undefined ? { language: 'en', text: ENGLISH[type] } : { language, text };
}

function isLanguage(language: string): language is Language {
  return Object.hasOwn(TEXTS, language);
}

import type { AlertContent, AlertLine } from './alert.types.js';
import { textOf } from './alert-words.js';

/** Makes an address of a path of the console; null where the service's own is not known. */
export type Link = (path: string) => string | null;

/** Slack refuses a section that is longer than 3000. */
const LONGEST_SECTION = 2900;

const clip = (words: string, longest: number): string =>
  words.length <= longest ? words : `${words.slice(0, longest)}…`;

/** What Slack's incoming webhooks take: `text` for the notice on the screen, `blocks` for the channel. */
export function slackBody(id: string, content: AlertContent, link: Link): string {
  const text = textOf(content, () => null);
  const links = [...new Set(content.lines.map(({ path }) => link(path)))].filter((one) => one !== null);
  const to = links.length > 1 ? link('/console') : links[0];
  const section = (words: string): object => ({ type: 'section', text: { type: 'mrkdwn', text: words } });
  return JSON.stringify({
    text: clipEscaped(escaped(subjectOf(content)), 150),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: clip(subjectOf(content), 140) } },
      section(clipEscaped(escaped(text), LONGEST_SECTION)),
      ...(to === null || to === undefined ? [] : [section(`<${to}|Open the console>`)]),
      { type: 'context', elements: [{ type: 'mrkdwn', text: `Alert ${id}` }] },
    ],
  });
}

/** Slack gives these three a meaning. */
function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Not within an escaped sign. */
function clipEscaped(words: string, longest: number): string {
  return words.length <= longest ? words : `${words.slice(0, longest).replace(/&[a-z]*$/, '')}…`;
}

/** The body of a webhook; docs/operations.md describes it. */
export function webhookBody(id: string, content: AlertContent, link: Link): string {
  const { what, severity, title, at, lines, more = 0 } = content;
  const problems = lines.map(({ path, ...line }) => ({ ...line, url: link(path) }));
  return JSON.stringify({ id, type: 'alert', what, severity, title, at, problems, more });
}

/** In one line, with the stores that it is about. */
export function subjectOf({ title, lines, what }: AlertContent): string {
  const stores = [...new Set(lines.map(({ store }: AlertLine) => store))];
  const of = stores.length === 0 || (what === 'SUMMARY' && stores.length > 3) ? '' : `${stores.join(', ')}: `;
  return `[OMS bridge] ${of}${title}`.replaceAll(/\s+/g, ' ');
}

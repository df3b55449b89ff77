import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (name: string): string => readFileSync(join(import.meta.dirname, 'assets', name), 'utf8');

/** The style sheet: roles, building blocks, and what our pages add to them. */
export const CONSOLE_CSS = ['tokens.css', 'console.css', 'pages.css'].map(read).join('\n');

/** What the pages can do better with a script; all of it is an addition. */
export const CONSOLE_JS = read('console.js');

export const ICON_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="#2b4bc4" stroke-width="2" stroke-linecap="round"><path d="M2 15.5V11a8 6.5 0 0 1 16 0v4.5M6.5 15.5v-3a3.5 3 0 0 1 7 0v3"/></svg>`;

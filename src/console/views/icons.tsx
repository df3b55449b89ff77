import type { VNode } from 'preact';

/** Lines of each icon on a field of 16 by 16. */
const LINES = {
  again: ['M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3'],
  back: ['M5.5 3.5 2.5 6.5l3 3M2.5 6.5h7.250a3.5 3.5 0 0 1 0 7H6'],
  bell: ['M4 11V7a4 4 0 0 1 8 0v4l1 1H3zM6.8 14h2.4'],
  box: ['M2.5 5 8 2.3 13.5 5v6L8 13.7 2.5 11zM2.5 5 8 7.7 13.5 5M8 7.7v6'],
  clock: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0', 'M8 4.5V8l2.3 1.5'],
  compare: ['M2.5 3h4v10h-4zM9.5 3h4v10h-4z'],
  copy: ['M5.5 5.5h7v8h-7zM3.5 10.5v-8h7'],
  day: ['M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5v2M10.5 2.5v2'],
  done: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0', 'm5.3 8.2 1.9 1.9 3.5-4'],
  dots: ['M3.5 8h.01M8 8h.01M12.5 8h.01'],
  down: ['m4.5 6.5 3.5 3.5 3.5-3.5'],
  fail: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0', 'M8 4.8v3.8M8 11h.01'],
  get: ['M8 2.5v8M4.8 7.5 8 10.5l3.2-3M2.5 13.5h11'],
  half: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0'],
  home: ['M2.5 7.5 8 3l5.5 4.5V13a.5.5 0 0 1-.5.5h-3V10H6v3.5H3a.5.5 0 0 1-.5-.5z'],
  info: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0', 'M8 7.5V11M8 5h.01'],
  layers: ['m8 2.5 6 3-6 3-6-3zM2 8.5l6 3 6-3M2 11.3l6 3 6-3'],
  left: ['m9.5 4.5-3.5 3.5 3.5 3.5'],
  list: ['M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01'],
  menu: ['M2.5 4.5h11M2.5 8h11M2.5 11.5h11'],
  new: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0', 'M6.5 8a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0'],
  no: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0', 'm6 6 4 4M10 6l-4 4'],
  out: ['M9 3h4v4M13 3 7.5 8.5M11 9.5V13H3V5h3.5'],
  pause: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0', 'M6.5 6v4M9.5 6v4'],
  people: [
    'M3.7 5.5a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0 -4.6 0',
    'M2 13c.3-2.3 1.9-3.5 4-3.5s3.7 1.2 4 3.5M10.5 3.5a2.2 2.2 0 0 1 0 4M12 9.7c1.2.5 1.9 1.6 2 3.3',
  ],
  plus: ['M8 3.5v9M3.5 8h9'],
  read: ['M8 2.5v7.5M5 7l3 3 3-3M2.5 10.5v2.5h11v-2.5'],
  right: ['m6.5 4.5 3.5 3.5-3.5 3.5'],
  ring: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0'],
  search: ['M2.8 7a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0', 'm10.2 10.2 3.3 3.3'],
  send: ['M13.5 2.5 7 9M13.5 2.5 9.5 13.5 7 9 2.5 6.5z'],
  sliders: [
    'M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6',
    'M8.5 5a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0',
    'M4.1 11a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0',
  ],
  store: ['M3 7.5V13h10V7.5M2 6.2 3.2 3h9.6L14 6.2a2 2 0 0 1-4 .1 2 2 0 0 1-4 0 2 2 0 0 1-4-.1z'],
  truck: [
    'M1.5 4h8v7h-8zM9.5 6.5h2.8L14.5 9v2h-5',
    'M3.2 11.7a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0',
    'M10.4 11.7a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0',
  ],
  user: ['M5.5 5.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0', 'M3 13.5c.4-2.8 2.3-4 5-4s4.6 1.2 5 4'],
  warn: ['M8 2.5 14 13H2zM8 6.5v3M8 11.3h.01'],
  work: ['M8 2a6 6 0 1 1-5.7 4.1'],
  write: ['M3 13h10M4.5 10.5l.5-2.5 6-6 2 2-6 6z'],
  x: ['m4 4 8 8M12 4l-8 8'],
} as const;

export type IconName = keyof typeof LINES;

/** Repeats what a word beside it says; a screen reader does not read it twice. */
export function Icon({ name }: { name: IconName }): VNode {
  return (
    <svg class="i" viewBox="0 0 16 16" aria-hidden="true">
      {LINES[name].map((line) => (
        <path
          key={line}
          d={line}
          stroke-dasharray={name === 'half' ? '2.4 2.31' : undefined}
          stroke-width={name === 'dots' ? 2 : undefined}
        />
      ))}
    </svg>
  );
}

export function Logo(): VNode {
  return (
    <svg
      viewBox="0 0 20 20"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
    >
      <path d="M2 15.5V11a8 6.5 0 0 1 16 0v4.5M6.5 15.5v-3a3.5 3 0 0 1 7 0v3" />
    </svg>
  );
}

import type { VNode } from 'preact';
import { type Family, stateInWords, type Words } from '../words/states.js';
import { Icon } from './icons.js';

/** Icon and word; the colour only repeats the word. The API's code is what the pointer finds. */
export function Badge({ of, value }: { of: Family; value: string }): VNode | null {
  return value === '' ? null : <Pill words={stateInWords(of, value)} code={value} />;
}

export function Pill({ words, code }: { words: Words; code?: string }): VNode {
  const { word, tone, icon } = words;
  return (
    <span class={tone === '' ? 'pill' : `pill ${tone}`} title={code}>
      <Icon name={icon} />
      {word}
    </span>
  );
}

/** The word, and the API's code in small print: where somebody may have come to look it up. */
export function Coded({ word, code }: { word: string; code: string }): VNode {
  return (
    <>
      {word} <code class="muted small">{code}</code>
    </>
  );
}

import type { VNode } from 'preact';
import { counted } from '../../words/kinds.js';
import { Note } from './blocks.js';
import { Icon } from './icons.js';

/** What an input needs to be named, and to have its help and its error read out with it. */
export interface FieldNames {
  id: string;
  name: string;
  'aria-invalid'?: 'true';
  'aria-describedby': string;
}

export function fieldNames(name: string, isWrong: boolean): FieldNames {
  return {
    id: name,
    name,
    'aria-invalid': isWrong ? 'true' : undefined,
    'aria-describedby': isWrong ? `e-${name} h-${name}` : `h-${name}`,
  };
}

/** What is wrong with a field, beside it. */
export function Wrong({ name, words }: { name: string; words: string | undefined }): VNode | null {
  if (words === undefined) return null;
  return (
    <p class="error" id={`e-${name}`}>
      <Icon name="fail" />
      {words}
    </p>
  );
}

interface MistakesProps<Name extends string> {
  errors: ReadonlyMap<Name, string>;
  labelOf: (name: Name) => string;
}

/** Each error once more on top, with the way to its field. */
export function Mistakes<Name extends string>({ errors, labelOf }: MistakesProps<Name>): VNode | null {
  if (errors.size === 0) return null;
  return (
    <Note tone="danger" role="alert">
      <b>Nothing is saved: {counted(errors.size, 'field needs', 'fields need')} another value.</b> All that
      you typed is kept.{' '}
      {[...errors.keys()].map((name, index) => (
        <>
          {index > 0 && ', '}
          <a href={`#${name}`}>{labelOf(name)}</a>
        </>
      ))}
      .
    </Note>
  );
}

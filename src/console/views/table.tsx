import type { ComponentChildren, VNode } from 'preact';
import { Empty } from './blocks.js';

export interface Head {
  label: string;
  numeric?: boolean;
  /** Heads the card that a row becomes on a phone. */
  main?: boolean;
  /** A box to tick: in the corner of that card, by its own name. */
  tick?: boolean;
  /** A whole line of that card. */
  full?: boolean;
  /** Goes first (3) or second (2) where there is little room. */
  least?: 2 | 3;
}

interface TableProps {
  /** Read out; shown as a heading where `titled`. */
  caption: string;
  head: (string | Head)[];
  rows: ComponentChildren[][];
  titled?: boolean;
  /** What would stand here. */
  empty?: ComponentChildren;
  emptyTitle?: string;
}

/** A table whose rows become cards on a phone. Roles are said aloud, since there `display` takes them away. */
export function Table({
  caption,
  head,
  rows,
  titled = true,
  empty,
  emptyTitle = 'Nothing here',
}: TableProps): VNode {
  const heads = head.map((one, index): Head =>
    typeof one === 'string' ? { label: one, main: index === 0 } : one,
  );
  return (
    <section class="panel" aria-label={caption}>
      {titled && (
        <header>
          <h2>{caption}</h2>
        </header>
      )}
      {rows.length === 0 ? (
        <Empty title={emptyTitle} isInPanel={titled}>
          {empty}
        </Empty>
      ) : (
        <table class="table" role="table">
          <caption class="hide">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {heads.map((one) => (
                <th
                  scope="col"
                  role="columnheader"
                  key={one.label}
                  class={classOf({ ...one, main: false, full: false })}
                >
                  {one.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((cells, index) => (
              <tr key={index} role="row">
                {cells.map((cell, column) => (
                  <td
                    key={column}
                    role="cell"
                    class={classOf(heads[column]!)}
                    data-l={labelOf(heads[column]!)}
                  >
                    {isNothing(cell) ? <span class="zero">–</span> : cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function isNothing(cell: ComponentChildren): boolean {
  return cell === '' || cell === null || cell === undefined || cell === false;
}

function labelOf({ main, full, tick, label }: Head): string | undefined {
  return main || full || tick ? undefined : label;
}

function classOf({ main, full, tick, numeric, least }: Head): string | undefined {
  const classes = [
    main && 'main',
    full && 'full',
    tick && 'tick',
    numeric && 'r',
    least !== undefined && `p${least}`,
  ].filter(Boolean);
  return classes.length === 0 ? undefined : classes.join(' ');
}

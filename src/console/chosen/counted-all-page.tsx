import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { answeredInWords } from '../../operations/operations-in-words.js';
import { sendPage } from '../console.page.js';
import { Note } from '../views/blocks.js';
import { address, Csrf } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { ACTS, type ActName } from './acts.js';

interface CountedAll {
  count: number;
  /** Failed writes that were answered as errors, and stay as they are. */
  answeredAsErrors?: number;
}

/** What a form counted, and one button that does it with the same fields: nothing is typed twice. */
export function sendCountedAll(
  { frame, body, url }: FastifyRequest,
  reply: FastifyReply,
  name: ActName,
  counted: CountedAll,
): void {
  const fields = Object.entries(body as Record<string, unknown>).flatMap(([field, value]) =>
    field === 'dryRun' || field === '_csrf' || typeof value !== 'string' ? [] : [{ field, value }],
  );
  sendPage(reply, CountedAllPage({ frame: frame!, name, counted, to: url, fields }));
}

export function CountedAllPage(props: {
  frame: Frame;
  name: ActName;
  counted: CountedAll;
  to: string;
  fields: { field: string; value: string }[];
}): VNode {
  const {
    frame,
    name,
    counted: { count, answeredAsErrors = 0 },
    to,
    fields,
  } = props;
  const { label, list, would } = ACTS[name];
  const left = answeredAsErrors > 0 ? ` ${answeredInWords(answeredAsErrors)}` : '';
  return (
    <Layout frame={frame} title={`${label} ${count}?`} here={list} about="Nothing is done yet." isStill>
      <Note>{count === 0 ? `Nothing fits.${left}` : `${count} ${would}.${left}`}</Note>
      {count > 0 && (
        <form method="post" action={to} class="ask">
          <Csrf token={frame.csrf} />
          {fields.map(({ field, value }) => (
            <input key={field} type="hidden" name={field} value={value} />
          ))}
          <button class="b primary">{`${label} ${count}`}</button>
        </form>
      )}
      <p>
        <a class="b" href={address(list, frame.store)}>
          Back to the list
        </a>
      </p>
    </Layout>
  );
}

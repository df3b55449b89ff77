import type { VNode } from 'preact';
import { StoreMode } from '../../platform/outgoing/store-mode.js';
import type { StoreSettings } from '../../stores/dto/store-settings.dto.js';
import { Note } from '../views/blocks.js';
import { address, Csrf } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { Coded } from '../views/pill.js';
import { Table } from '../views/table.js';
import { counted } from '../../words/kinds.js';
import { SETTING_WORDS } from '../words/settings.js';
import { FIELD_OF, type SettingName } from './fields.js';
import { valueInWords } from './in-words.js';
import { DrawnFrom } from './settings-fields.js';
import type { Change, Typed } from './typed.js';

interface ReviewPageProps {
  frame: Frame;
  store: string;
  changes: Change[];
  typed: Typed;
  settings: StoreSettings;
}

/** What changes, before it does. The form travels along, so that it can be gone back to as it was typed. */
export function ReviewPage({ frame, store, changes, typed, settings }: ReviewPageProps): VNode {
  return (
    <Layout
      frame={frame}
      title={`Change ${counted(changes.length, 'setting')} of ${store}?`}
      here="store"
      isStill
      about="Nothing is saved yet."
    >
      <ChangeTable changes={changes} frame={frame} />
      <Consequence changes={changes} />
      <form method="post" action={address('store/settings', store)} class="row">
        <Csrf token={frame.csrf} />
        <DrawnFrom settings={settings} />
        {(Object.entries(typed) as [SettingName, string][]).flatMap(([name, text]) =>
          textsOf(name, text).map((one) => <input key={one} type="hidden" name={name} value={one} />),
        )}
        <button class="b primary" name="do" value="save">
          Save {counted(changes.length, 'change')}
        </button>
        <button class="b" name="do" value="edit">
          Go on editing
        </button>
      </form>
    </Layout>
  );
}

export function ChangeTable({ changes, frame }: { changes: Change[]; frame: Frame }): VNode {
  return (
    <Table
      caption="What changes"
      titled={false}
      head={[{ label: 'Setting', main: true }, 'Now', 'Will be']}
      rows={changes.map(({ name, before, after }) => [
        <Coded word={SETTING_WORDS[name].label} code={name} />,
        valueInWords(FIELD_OF[name], before, frame.reader),
        <b>{valueInWords(FIELD_OF[name], after, frame.reader)}</b>,
      ])}
    />
  );
}

/** A box that is not ticked is sent by no form, and several are sent one by one. */
function textsOf(name: SettingName, text: string): string[] {
  const { kind } = FIELD_OF[name];
  if (kind === 'choices') return text.split('\n').filter((one) => one !== '');
  return kind === 'tick' && text === '' ? [] : [text];
}

function Consequence({ changes }: { changes: Change[] }): VNode | null {
  const mode = changes.find(({ name }) => name === 'mode');
  if (!mode) return null;
  return (
    <Note tone="attention">
      {mode.after === StoreMode.Live
        ? 'Writes and deliveries go out from then on. What was recorded in shadow mode is not sent by itself.'
        : 'Nothing goes out from then on. Deliveries that wait are not sent.'}
    </Note>
  );
}

import type { ComponentChildren, VNode } from 'preact';
import { SETTING_GROUPS, type SettingGroup } from '../../stores/dto/settings-groups.dto.js';
import type { StoreContext } from '../../stores/stores.service.js';
import { Right } from '../rights.js';
import { Facts, Note } from '../views/blocks.js';
import { address, Csrf, text } from '../views/cells.js';
import { Mistakes } from '../views/field.js';
import { Icon } from '../views/icons.js';
import { type Frame, Layout } from '../views/layout.js';
import { StoreTabs } from '../views/store-tabs.js';
import { GROUP_WORDS, labelOf, SETTING_WORDS } from '../words/settings.js';
import { FIELD_OF, fieldsIn, type SettingName } from './fields.js';
import { valueInWords } from './in-words.js';
import { DrawnFrom, type FormState, SettingRow } from './settings-fields.js';
import type { Change } from './typed.js';

const GROUPS = Object.keys(SETTING_GROUPS) as SettingGroup[];

export interface SettingsPageProps {
  frame: Frame;
  store: StoreContext;
  form: FormState;
  /** What somebody else changed since the form was drawn. */
  elsewhere?: Change[];
  /** The person asked for a review and had changed nothing. */
  isSame?: boolean;
}

/** All settings of a store: a form for who may change them, a list for who may not. */
export function SettingsPage(props: SettingsPageProps): VNode {
  const { frame, store } = props;
  const mayChange = frame.may[Right.Administer];
  return (
    <Layout
      frame={frame}
      title="Store settings"
      here="store"
      isStill
      about={mayChange ? `${store.code}. Nothing is saved before you have seen what changes.` : store.code}
      actions={
        frame.may[Right.Audit] && (
          <a class="b" href={address('audit', store.code, { subject: `store:${store.code}` })}>
            History
          </a>
        )
      }
    >
      <StoreTabs store={store.code} here="store/settings" frame={frame} />
      {mayChange ? <Form {...props} /> : <ReadOnly {...props} />}
    </Layout>
  );
}

function Form({ frame, store, form, elsewhere = [], isSame = false }: SettingsPageProps): VNode {
  return (
    <>
      <Mistakes errors={form.errors} labelOf={labelOf} />
      {elsewhere.length > 0 && <Elsewhere changes={elsewhere} frame={frame} />}
      {isSame && <Note role="status">Nothing is changed: every field is as the store has it.</Note>}
      <div class="cols settings">
        <form method="post" action={address('store/settings', store.code)} id="settings">
          <Csrf token={frame.csrf} />
          <DrawnFrom settings={form.settings} />
          {GROUPS.map((group) => (
            <section key={group} aria-labelledby={`g-${group}`}>
              <div class="sub">
                <h2 id={`g-${group}`}>{GROUP_WORDS[group]}</h2>
              </div>
              {fieldsIn(group).map(({ name }) => (
                <SettingRow key={name} name={name} form={form} />
              ))}
            </section>
          ))}
        </form>
        <aside class="toc">
          <nav aria-label="On this page">
            {GROUPS.map((group) => (
              <a key={group} href={`#g-${group}`}>
                {GROUP_WORDS[group]}
              </a>
            ))}
          </nav>
        </aside>
      </div>
      <div class="savebar" role="group" aria-label="What to do with the changes">
        {form.errors.size > 0 && (
          <span class="error">
            <Icon name="fail" />
            {form.errors.size} to correct
          </span>
        )}
        <span class="push row">
          <a class="b plain" href={address('store/settings', store.code)}>
            Discard
          </a>
          <button class="b primary" form="settings" name="do" value="review">
            Review changes
          </button>
        </span>
      </div>
    </>
  );
}

export function Elsewhere({ changes, frame }: { changes: Change[]; frame: Frame }): VNode {
  const inWords = ({ name, before, after }: Change): string => {
    const value = (of: unknown): string => valueInWords(FIELD_OF[name], of, frame.reader);
    return `${SETTING_WORDS[name].label}, from ${value(before)} to ${value(after)}`;
  };
  return (
    <Note tone="attention" role="alert">
      <b>Nothing is saved: somebody else changed these settings since you opened the form.</b>{' '}
      {changes.map(inWords).join('; ')}. What you typed is kept; the other fields show what the store has now.
    </Note>
  );
}

function ReadOnly({ frame, form: { settings } }: SettingsPageProps): VNode {
  const value = (name: SettingName): ComponentChildren => (
    <>
      {valueInWords(FIELD_OF[name], settings[name], frame.reader)}{' '}
      <code class="muted small">{text(name)}</code>
    </>
  );
  return (
    <>
      <Note>Your role reads the settings. An admin may change them.</Note>
      {GROUPS.map((group) => (
        <Facts
          key={group}
          title={GROUP_WORDS[group]}
          rows={fieldsIn(group).map(({ name }) => [SETTING_WORDS[name].label, value(name)])}
        />
      ))}
    </>
  );
}

import type { ComponentChildren, VNode } from 'preact';
import { ChannelKind } from '../../alerts/alert.types.js';
import type { AlertChannelDto } from '../../alerts/dto/alert-channel.dto.js';
import { Panel } from '../views/blocks.js';
import { address, Csrf } from '../views/cells.js';
import { fieldNames, Mistakes, Wrong } from '../views/field.js';
import { type Frame, Layout } from '../views/layout.js';
import type { AlertField, AlertFormState, TextField } from './alert-form.js';
import { CHANNEL_KINDS, HELP, KIND_OPTIONS, LABELS, SEVERITIES } from './alert-words.js';

interface FormPageProps {
  frame: Frame;
  form: AlertFormState;
  /** Undefined: a new one. */
  channel?: AlertChannelDto;
}

/** One channel: its address, its rules, and the way to be rid of it. */
export function AlertFormPage({ frame, form, channel }: FormPageProps): VNode {
  const title = channel ? `Alert channel “${channel.name}”` : 'Add an alert channel';
  return (
    <Layout frame={frame} title={title} here="alerts" isStill crumb={{ to: 'alerts', label: 'Alerts' }}>
      <Form frame={frame} form={form} channel={channel} />
      {channel && <Remove frame={frame} channel={channel} />}
    </Layout>
  );
}

function Form({ frame, form, channel }: FormPageProps): VNode {
  const to = channel ? `alerts/${channel.channelId}` : 'alerts/new';
  return (
    <form method="post" action={address(to, frame.store)}>
      <Csrf token={frame.csrf} />
      <Mistakes errors={form.errors} labelOf={(name) => LABELS[name]} />
      <Text name="name" form={form} />
      {!channel && <Choice name="kind" form={form} options={CHANNEL_KINDS} />}
      <Text name="target" form={form} more={channel && keptTarget(channel)} />
      <Choice name="scope" form={form} options={{ store: `Store ${frame.store}`, all: 'All stores' }} />
      <Kinds form={form} />
      <Choice name="leastSeverity" form={form} options={SEVERITIES} />
      <Text name="leastCount" form={form} isShort />
      <Text name="repeatHours" form={form} isShort />
      <Text name="quietFrom" form={form} isShort />
      <Text name="quietTo" form={form} isShort />
      <Text name="quietZone" form={form} />
      <Tick
        name="urgentInQuiet"
        isTicked={form.urgentInQuiet}
        label="In quiet hours, tell what puts a promise at risk"
      />
      <Tick name="enabled" isTicked={form.enabled} label="Switched on" />
      {channel?.kind === ChannelKind.Webhook && (
        <Tick name="newSecret" isTicked={form.newSecret} label="Make a new signing secret" />
      )}
      <p class="row">
        <button class="b primary">{channel ? 'Save' : 'Add'}</button>
        <a class="b plain" href={address('alerts', frame.store)}>
          Cancel
        </a>
      </p>
    </form>
  );
}

function keptTarget({ kind }: AlertChannelDto): string {
  return kind === ChannelKind.Slack ? 'It is kept and not shown; type here only to replace it.' : '';
}

function Row(props: {
  name: AlertField;
  form: AlertFormState;
  more?: string;
  children: ComponentChildren;
}): VNode {
  const { name, form, more, children } = props;
  return (
    <div class="field">
      <div>
        {name === 'problemKinds' ? (
          <span class="label" id={`l-${name}`}>
            {LABELS[name]}
          </span>
        ) : (
          <label for={name}>{LABELS[name]}</label>
        )}
      </div>
      <div>
        {children}
        <Wrong name={name} words={form.errors.get(name)} />
        <p class="help" id={`h-${name}`}>
          {HELP[name]} {more}
        </p>
      </div>
    </div>
  );
}

function Text(props: { name: TextField; form: AlertFormState; more?: string; isShort?: boolean }): VNode {
  const { name, form, more, isShort } = props;
  return (
    <Row name={name} form={form} more={more}>
      <input
        {...fieldNames(name, form.errors.has(name))}
        class={isShort ? 'input short' : 'input'}
        value={form.typed[name]}
        autocomplete="off"
      />
    </Row>
  );
}

function Choice(props: { name: TextField; form: AlertFormState; options: Record<string, string> }): VNode {
  const { name, form, options } = props;
  return (
    <Row name={name} form={form}>
      <select {...fieldNames(name, form.errors.has(name))} class="input">
        {Object.entries(options).map(([value, label]) => (
          <option key={value} value={value} selected={value === form.typed[name]}>
            {label}
          </option>
        ))}
      </select>
    </Row>
  );
}

function Kinds({ form }: { form: AlertFormState }): VNode {
  const name = 'problemKinds';
  return (
    <Row name={name} form={form}>
      <div id={name} role="group" aria-labelledby={`l-${name}`} aria-describedby={`h-${name}`} tabIndex={-1}>
        {KIND_OPTIONS.map(([value, label]) => (
          <label key={value} class="opt">
            <input type="checkbox" name={name} value={value} checked={form.kinds.has(value)} /> {label}
          </label>
        ))}
      </div>
    </Row>
  );
}

function Tick({ name, isTicked, label }: { name: string; isTicked: boolean; label: string }): VNode {
  return (
    <div class="field">
      <div />
      <label class="opt">
        <input type="checkbox" name={name} value="true" checked={isTicked} /> {label}
      </label>
    </div>
  );
}

function Remove({ frame, channel }: { frame: Frame; channel: AlertChannelDto }): VNode {
  return (
    <Panel id="remove" title="Remove the channel">
      <form method="post" action={address(`alerts/${channel.channelId}/remove`, frame.store)} class="in ask">
        <Csrf token={frame.csrf} />
        <label class="opt">
          <input type="checkbox" name="confirmed" value="true" required /> yes, also the messages that wait:{' '}
          {channel.waiting}
        </label>
        <button class="b risk">Remove</button>
      </form>
    </Panel>
  );
}

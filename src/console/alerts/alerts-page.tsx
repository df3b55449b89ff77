import type { VNode } from 'preact';
import type { AlertChannelDto, AlertTestDto } from '../../alerts/dto/alert-channel.dto.js';
import { Right } from '../rights.js';
import { Note } from '../views/blocks.js';
import { Action, address, Count, Moment } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { Badge } from '../views/pill.js';
import { Table } from '../views/table.js';
import { CHANNEL_KINDS, rulesInWords, WHATS } from './alert-words.js';
import type { ListedMessage } from './alerts.read-model.js';

export interface AlertsPageProps {
  frame: Frame;
  channels: AlertChannelDto[];
  messages: ListedMessage[];
  canMail: boolean;
  /** What came of a test. */
  tested?: AlertTestDto & { name: string };
  /** Of a new secret, shown this once. */
  secret?: { name: string; signingSecret: string };
}

/** Who hears of problems, what came of it, and what was sent. */
export function AlertsPage(props: AlertsPageProps): VNode {
  const { frame, channels, messages, tested, secret } = props;
  return (
    <Layout
      frame={frame}
      title="Alerts"
      here="alerts"
      about="Who hears of problems that begin, grow or end. Each message is sent until it is taken; a repeat has the same id."
      actions={
        frame.may[Right.Administer] && (
          <a class="b primary" href={address('alerts/new', frame.store)}>
            Add a channel
          </a>
        )
      }
    >
      {tested && (
        <Note role="status" tone={tested.ok ? 'ok' : 'danger'}>
          {tested.ok ? 'The test was taken by' : 'The test was not taken by'} “{tested.name}”: {tested.answer}
        </Note>
      )}
      {secret && (
        <Note role="status" tone="attention">
          Signing secret of “{secret.name}”, shown this once: <code>{secret.signingSecret}</code>
        </Note>
      )}
      {!props.canMail && <Note>No e-mail can be sent from here: SMTP_URL and ALERT_FROM are not set.</Note>}
      <Channels frame={frame} channels={channels} />
      <Messages messages={messages} />
    </Layout>
  );
}

function stateOf({ enabled, failingSince, lastSuccessAt }: AlertChannelDto): string {
  if (!enabled) return 'OFF';
  if (failingSince !== null) return 'FAILING';
  return lastSuccessAt === null ? 'NEW' : 'TAKEN';
}

function Channels({ frame, channels }: Pick<AlertsPageProps, 'frame' | 'channels'>): VNode {
  const mayChange = frame.may[Right.Administer];
  return (
    <Table
      caption="Channels"
      head={[
        'Channel',
        'To',
        'Stores',
        { label: 'Rules', full: true },
        'Last result',
        { label: 'Wait', numeric: true },
        'Try it',
      ]}
      emptyTitle="There is no channel yet"
      empty="Problems are shown on the first page only, until there is a channel."
      rows={channels.map((channel) => [
        mayChange ? (
          <a href={address(`alerts/${channel.channelId}`, frame.store)}>{channel.name}</a>
        ) : (
          channel.name
        ),
        `${CHANNEL_KINDS[channel.kind]}: ${channel.target}`,
        channel.storeCode ?? 'all',
        rulesInWords(channel),
        <Result channel={channel} />,
        <Count of={channel.waiting} />,
        mayChange && (
          <Action
            to={address(`alerts/${channel.channelId}/test`, frame.store)}
            label="Test"
            csrf={frame.csrf}
            kind="s"
          />
        ),
      ])}
    />
  );
}

function Result({ channel }: { channel: AlertChannelDto }): VNode {
  const { lastError, failingSince, lastSuccessAt } = channel;
  return (
    <>
      <Badge of="channel" value={stateOf(channel)} /> <Moment at={failingSince ?? lastSuccessAt} />
      {lastError !== null && <p class="small muted">{lastError}</p>}
    </>
  );
}

function Messages({ messages }: { messages: ListedMessage[] }): VNode {
  return (
    <Table
      caption="Last 50 messages"
      head={[
        'When',
        'What',
        { label: 'Problem', full: true },
        'Channel',
        'State',
        { label: 'Tries', numeric: true },
        'Taken',
      ]}
      emptyTitle="No message yet"
      empty="A new problem is sent within a minute. What was sent is listed here."
      rows={messages.map((one) => [
        <Moment at={one.createdAt} />,
        WHATS[one.what],
        <>
          {one.title}
          {one.lastError !== null && <span class="small muted"> {one.lastError}</span>}
        </>,
        one.channel,
        <Badge of="alert" value={one.state} />,
        <Count of={one.attempts} />,
        <Moment at={one.settledAt} />,
      ])}
    />
  );
}

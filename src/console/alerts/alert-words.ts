import type { AlertWhat } from '../../alerts/alert.types.js';
import { type AlertChannelDto, TOLD_KINDS } from '../../alerts/dto/alert-channel.dto.js';
import type { ProblemKind } from '../../problems/problems.read-model.js';
import { ProblemSeverity } from '../../problems/severity.js';
import type { AlertField } from './alert-form.js';

export const CHANNEL_KINDS = { EMAIL: 'E-mail', SLACK: 'Slack', WEBHOOK: 'Webhook, signed' } as const;

export const SEVERITIES = {
  NOTICE: 'All problems',
  SERIOUS: 'What failed, and what puts a promise at risk',
  URGENT: 'Only what puts a promise at risk, as a shop that cannot be read',
} as const;

export const KINDS: Record<ProblemKind, string> = {
  reads: 'The shop cannot be read',
  deliveries: 'Deliveries that were given up',
  endpoint: 'Endpoints that are switched off',
  writes: 'Writes that failed or are not certain',
  held: 'Orders that are held',
  parked: 'Orders that cannot be taken in',
  stock: 'Stock that Magento did not take',
  events: 'Events of couriers that wait for an order',
  late: 'Orders that wait for Increff',
  alerts: 'Alerts that do not arrive',
};

export const KIND_OPTIONS: [string, string][] = TOLD_KINDS.map((kind) => [kind, KINDS[kind]]);

export const WHATS: Record<AlertWhat, string> = {
  BEGAN: 'Began',
  GREW: 'Grew',
  LASTS: 'Still so',
  OVER: 'Over',
  SUMMARY: 'Several at once',
  TEST: 'Test',
};

export const LABELS: Record<AlertField, string> = {
  name: 'Name',
  kind: 'How',
  target: 'Address',
  scope: 'Problems of',
  problemKinds: 'Kinds of problems',
  leastSeverity: 'How bad',
  leastCount: 'From so many',
  repeatHours: 'Say again after (hours)',
  quietFrom: 'Quiet from',
  quietTo: 'Quiet to',
  quietZone: 'By the clock of',
};

export const HELP: Record<AlertField, string> = {
  name: 'As people call it; no two channels have one name.',
  kind: 'It stays as it is.',
  target:
    'One e-mail address (also of a list), the address of Slack’s incoming webhook, or any https address.',
  scope: 'Of all stores: later ones too.',
  problemKinds: 'None ticked: all of them.',
  leastSeverity: 'Orders that wait for somebody are in “All problems” only.',
  leastCount: 'A problem with fewer is not sent; 1: each is.',
  repeatHours: 'Empty: what lasts is sent once.',
  quietFrom: 'HH:MM; empty: there are no quiet hours.',
  quietTo: 'HH:MM; before their begin, it is the next day’s. What is due until then is sent in one message.',
  quietZone: 'A zone by its name, such as Asia/Kolkata.',
};

/** The rules in one line. */
export function rulesInWords(channel: AlertChannelDto): string {
  const { problemKinds, leastSeverity, leastCount, repeatHours, quietFrom, quietTo, quietZone } = channel;
  const parts = [
    problemKinds === null ? SEVERITIES[leastSeverity] : problemKinds.map((kind) => KINDS[kind]).join(', '),
    problemKinds !== null &&
      leastSeverity !== ProblemSeverity.Notice &&
      SEVERITIES[leastSeverity].toLowerCase(),
    leastCount > 1 && `from ${leastCount}`,
    repeatHours !== null && `again after ${repeatHours} h`,
    quietFrom !== null && `quiet ${quietFrom} to ${quietTo ?? ''} (${quietZone ?? ''})`,
  ];
  return parts.filter(Boolean).join('; ');
}

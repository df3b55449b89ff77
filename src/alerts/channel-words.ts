import { NotFoundError } from '../platform/errors/app-error.js';
import { type ChannelRules, type ChannelSecrets, ChannelKind } from './alert.types.js';
import type { CountedChannel } from './alert-channels.repository.js';
import type { AlertChannelDto } from './dto/alert-channel.dto.js';
import type { AlertChannelEntity } from './entities/alert-channel.entity.js';

export function rulesOf(row: AlertChannelEntity): ChannelRules {
  const { problemKinds, leastSeverity, leastCount, repeatHours, urgentInQuiet } = row;
  const { quietFrom: from, quietTo: to, quietZone: zone } = row;
  const quiet = from !== null && to !== null && zone !== null ? { from, to, zone } : null;
  return { problemKinds, leastSeverity, leastCount, repeatHours, quiet, urgentInQuiet };
}

export function noChannel(id: string): NotFoundError {
  return new NotFoundError('channelId', `There is no alert channel ${id}.`);
}

/** As the audit log names it. */
export function subjectOf({ name }: AlertChannelEntity): string {
  return `alert-channel:${name}`;
}

/** For the audit log: everything but the secrets. */
export function describe(row: AlertChannelEntity, storeCode: string | null): Record<string, unknown> {
  const { name, kind, target, enabled, problemKinds, leastSeverity, leastCount, repeatHours } = row;
  const { quietFrom, quietTo, quietZone, urgentInQuiet, secretsKeyId } = row;
  return {
    ...{ name, kind, storeCode, target, enabled, problemKinds, leastSeverity, leastCount, repeatHours },
    ...{ quietFrom, quietTo, quietZone, urgentInQuiet, secretsKeyId },
  };
}

/** What of a target is shown and what is sealed. */
export function partsOf(
  kind: ChannelKind,
  target: string,
  before: ChannelSecrets,
): { target: string; secrets: ChannelSecrets } {
  if (kind !== ChannelKind.Slack) return { target, secrets: before };
  return { target: new URL(target).origin, secrets: { ...before, url: target } };
}

export function toChannelDto(row: CountedChannel, storeCode: string | null): AlertChannelDto {
  const { id, name, kind, target, enabled, problemKinds, leastSeverity, leastCount, repeatHours } = row;
  const { quietFrom, quietTo, quietZone, urgentInQuiet, waiting, failures, lastError } = row;
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    channelId: id,
    ...{ name, kind, target, storeCode, enabled, problemKinds, leastSeverity, leastCount, repeatHours },
    ...{ quietFrom, quietTo, quietZone, urgentInQuiet, waiting, failures, lastError },
    failingSince: iso(row.failingSince),
    lastSuccessAt: iso(row.lastSuccessAt),
    lastFailureAt: iso(row.lastFailureAt),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

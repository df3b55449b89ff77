import { isEmail } from 'class-validator';
import { newSigningSecret } from '../deliveries/signature.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import { checkTarget } from '../platform/outgoing/check-target.js';
import type { TargetSettings } from '../platform/outgoing/target-rules.js';
import { time } from '../platform/time/time.js';
import { ProblemSeverity } from '../problems/severity.js';
import { ChannelKind, type ChannelSecrets } from './alert.types.js';
import type { AlertRulesDto } from './dto/alert-channel.dto.js';
import { AlertChannelEntity } from './entities/alert-channel.entity.js';

const OLD_SECRET_HOURS = 24;

/** A channel of which nothing is said but what it is. */
export function freshChannel(name: string, kind: ChannelKind): AlertChannelEntity {
  return Object.assign(new AlertChannelEntity(), {
    ...{
      name,
      kind,
      storeId: null,
      enabled: true,
      problemKinds: null,
      leastSeverity: ProblemSeverity.Notice,
    },
    ...{ leastCount: 1, repeatHours: null, quietFrom: null, quietTo: null, quietZone: null },
    ...{ urgentInQuiet: true, failures: 0, failingSince: null, lastSuccessAt: null, lastFailureAt: null },
    ...{ lastError: null, version: 0, createdAt: time.date() },
  });
}

const RULES = [
  ...(['enabled', 'problemKinds', 'leastSeverity', 'leastCount', 'repeatHours'] as const),
  ...(['quietFrom', 'quietTo', 'quietZone', 'urgentInQuiet'] as const),
];

/** What is given of the rules; the rest stays. @throws BadRequestError naming the field */
export function applyRules(row: AlertChannelEntity, dto: AlertRulesDto): void {
  for (const name of RULES) {
    if (dto[name] !== undefined) Object.assign(row, { [name]: dto[name] });
  }
  const { quietFrom, quietTo, quietZone } = row;
  const given = [quietFrom, quietTo, quietZone].filter((one) => one !== null).length;
  if (given === 0) return;
  if (given < 3) {
    const field = quietFrom === null ? 'quietFrom' : quietTo === null ? 'quietTo' : 'quietZone';
    throw BadRequestError.field(field, 'must be given: quiet hours have a begin, an end and a time zone');
  }
  if (quietFrom === quietTo) throw BadRequestError.field('quietTo', 'must not be quietFrom');
}

/** @param canMail somebody said how e-mail leaves @throws BadRequestError naming the field */
export async function checkChannelTarget(
  kind: ChannelKind,
  target: string,
  settings: TargetSettings,
  canMail: boolean,
): Promise<string> {
  if (kind !== ChannelKind.Email) return checkTarget(target, settings, 'target');
  if (!canMail) {
    throw BadRequestError.field('kind', 'must not be EMAIL: SMTP_URL is not set, so no e-mail can be sent');
  }
  if (!isEmail(target)) throw BadRequestError.field('target', 'must be one e-mail address');
  return target;
}

/** A new signing secret beside those that are there; the last one signs along for a day. */
export function withNewSecret(secrets: ChannelSecrets): { secrets: ChannelSecrets; made: string } {
  const made = newSigningSecret();
  const until = new Date(time.now() + OLD_SECRET_HOURS * 3_600_000).toISOString();
  const old = (secrets.signing ?? []).slice(0, 1).map(({ secret }) => ({ secret, until }));
  return { secrets: { ...secrets, signing: [{ secret: made }, ...old] }, made };
}

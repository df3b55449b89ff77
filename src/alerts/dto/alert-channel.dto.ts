import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEnum,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsTimeZone,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { PROBLEM_KINDS, type ProblemKind } from '../../problems/problems.read-model.js';
import { ProblemSeverity } from '../../problems/severity.js';
import { ChannelKind } from '../alert.types.js';

/** That a channel fails is not sent through channels. */
export const TOLD_KINDS: readonly ProblemKind[] = PROBLEM_KINDS.filter((kind) => kind !== 'alerts');

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const CLOCK_FAULT = { message: 'must be a time of day as HH:MM' };

/** What may be left out of a new channel, and what may be changed of one. */
export class AlertRulesDto {
  /** Store whose problems it tells; null: all stores, also later ones. @example 'default' */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @ApiProperty({ type: String, nullable: true, required: false })
  storeCode?: string | null;

  /** Without it nothing is sent; what waits goes on waiting. */
  @OptionalButNotNull()
  @IsBoolean()
  enabled?: boolean;

  /**
   * Kinds of problems that it tells; null: all. reads: the shop cannot be read; writes, deliveries, stock: what failed; endpoint:
   * one that is switched off; held, late, parked: orders that wait; events: couriers' events without an order.
   * @example ['reads', 'writes']
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsIn(TOLD_KINDS, { each: true })
  @ApiProperty({ type: [String], enum: TOLD_KINDS, nullable: true, required: false })
  problemKinds?: ProblemKind[] | null;

  /**
   * URGENT: a promise is at risk, as where the shop cannot be read; SERIOUS: that, and what failed; NOTICE: all.
   * @example 'SERIOUS'
   */
  @OptionalButNotNull()
  @IsEnum(ProblemSeverity)
  leastSeverity?: ProblemSeverity;

  /** So many there must be of a problem, e.g. orders that are held. @example 1 */
  @OptionalButNotNull()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  leastCount?: number;

  /** Hours after which a problem that lasts is sent again; null: it is not. @example 24 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(720)
  @ApiProperty({ type: Number, nullable: true, required: false })
  repeatHours?: number | null;

  /** Begin of quiet hours, HH:MM; null: there are none. What is due then is sent in one message at their end. @example '22:00' */
  @IsOptional()
  @Matches(CLOCK, CLOCK_FAULT)
  @ApiProperty({ type: String, nullable: true, required: false })
  quietFrom?: string | null;

  /** End of quiet hours, HH:MM; before their begin, it is the next day's. Null: there are none. @example '07:00' */
  @IsOptional()
  @Matches(CLOCK, CLOCK_FAULT)
  @ApiProperty({ type: String, nullable: true, required: false })
  quietTo?: string | null;

  /** Time zone of the quiet hours, by its name in the IANA list. Null: there are none. @example 'Asia/Kolkata' */
  @IsOptional()
  @IsTimeZone({ message: 'must be a time zone by its name, e.g. Asia/Kolkata' })
  @MaxLength(64)
  @ApiProperty({ type: String, nullable: true, required: false })
  quietZone?: string | null;

  /** What is URGENT is sent in quiet hours too. */
  @OptionalButNotNull()
  @IsBoolean()
  urgentInQuiet?: boolean;
}

export class CreateAlertChannelDto extends AlertRulesDto {
  /** What people call it; no other channel has this name. @example 'Warehouse on call' */
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  name: string;

  /** EMAIL: one address, which may be a list's; SLACK: an incoming webhook of Slack; WEBHOOK: signed JSON. */
  @IsEnum(ChannelKind)
  kind: ChannelKind;

  /**
   * Of EMAIL the address, else the URL, which is public and https or http. Of Slack it is a secret: stored encrypted, and only its host
   * is shown. @example 'oncall@example.com'
   */
  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  target: string;
}

export class ChangeAlertChannelDto extends AlertRulesDto {
  /** Another name. @example 'Warehouse at night' */
  @OptionalButNotNull()
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  name?: string;

  /** Another address of the same kind; what waits goes there at once. @example 'night@example.com' */
  @OptionalButNotNull()
  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  target?: string;

  /** Of WEBHOOK: a new signing secret, shown in the answer, this once; the old one signs along for 24 hours. */
  @OptionalButNotNull()
  @IsBoolean()
  newSecret?: boolean;
}

export class AlertChannelDto {
  /** Its id. @example '1' */
  channelId: string;
  /** What people call it. @example 'Warehouse on call' */
  name: string;
  /** EMAIL, SLACK or WEBHOOK. */
  @IsEnum(ChannelKind)
  kind: ChannelKind;
  /** Address; of Slack its host alone. @example 'oncall@example.com' */
  target: string;
  /** Store whose problems it tells; null: all stores. */
  @ApiProperty({ type: String, nullable: true })
  storeCode: string | null;
  /** Without it nothing is sent. */
  enabled: boolean;
  /** Kinds of problems that it tells; null: all. */
  @ApiProperty({ type: [String], nullable: true })
  problemKinds: ProblemKind[] | null;
  /** How bad a problem must be. */
  @IsEnum(ProblemSeverity)
  leastSeverity: ProblemSeverity;
  /** So many there must be of a problem. */
  leastCount: number;
  /** Hours after which a problem that lasts is sent again; null: it is not. */
  @ApiProperty({ type: Number, nullable: true })
  repeatHours: number | null;
  /** Begin of quiet hours, HH:MM; null: there are none. */
  @ApiProperty({ type: String, nullable: true })
  quietFrom: string | null;
  /** End of quiet hours, HH:MM; null: there are none. */
  @ApiProperty({ type: String, nullable: true })
  quietTo: string | null;
  /** Time zone of the quiet hours; null: there are none. */
  @ApiProperty({ type: String, nullable: true })
  quietZone: string | null;
  /** What is URGENT is sent in quiet hours too. */
  urgentInQuiet: boolean;
  /** Messages that wait: for a try, or for the end of quiet hours. */
  waiting: number;
  /** Failed tries in a row. */
  failures: number;
  /** When the first of them was; ISO 8601, UTC. Null: the last one went well. */
  @ApiProperty({ type: String, nullable: true })
  failingSince: string | null;
  /** When a message was taken last; ISO 8601, UTC. Null: none yet. */
  @ApiProperty({ type: String, nullable: true })
  lastSuccessAt: string | null;
  /** When a try failed last; ISO 8601, UTC. Null: none yet. */
  @ApiProperty({ type: String, nullable: true })
  lastFailureAt: string | null;
  /** What came of the last try, where it failed. */
  @ApiProperty({ type: String, nullable: true })
  lastError: string | null;
  /** When it was made; ISO 8601, UTC. */
  createdAt: string;
  /** When it was changed last; ISO 8601, UTC. */
  updatedAt: string;
}

export class AlertChannelSecretDto extends AlertChannelDto {
  /** For checking Standard Webhooks signatures. Of a new secret only, shown this once. @example 'whsec_…' */
  signingSecret?: string;
}

export class AlertTestDto {
  /** True when the receiver took it. */
  ok: boolean;
  /** Of the test, as it was sent: Message-ID, webhook-id, or the last line in Slack. */
  messageId: string;
  /** What the receiver said, e.g. `250 OK` or `answered 404`. */
  answer: string;
}

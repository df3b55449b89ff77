import { NotificationType as T } from '../../notification-types.js';
import {
  CLICKPOST_EVENTS,
  CLICKPOST_STATUSES,
  type ClickpostEvent,
  FORWARD_ONLY,
  HUB_CODE,
  HUB_EVENT,
  REVERSE_ONLY,
} from './clickpost.mapping.js';

export interface ClickpostStatus {
  code: number | null;
  event: number | null;
  isReturn: boolean;
}

/** The notification type, or null. Rules and their reasons: aggregators.md 2.4. */
export function typeOf({ code, event, isReturn }: ClickpostStatus, hubType: string | null): string | null {
  if (code !== null && (isReturn ? FORWARD_ONLY : REVERSE_ONLY).has(code)) return null;
  const isHub = code === HUB_CODE && (event === null || event === HUB_EVENT);
  const type = isHub ? hubType : event === null ? byCode(code) : byEvent(code, event, isReturn);
  return isReturn && type === T.PickedUp ? T.ReturnPickedUp : type;
}

function byCode(code: number | null): T | null {
  return code !== null && Object.hasOwn(CLICKPOST_STATUSES, code) ? CLICKPOST_STATUSES[code]! : null;
}

/** The documentation itself shows a placed return beside Delivered: what does not agree is not passed on. */
function byEvent(code: number | null, event: number, isReturn: boolean): T | null {
  const known = Object.hasOwn(CLICKPOST_EVENTS, event) ? CLICKPOST_EVENTS[event]! : null;
  if (!known || !allows(known, code)) return null;
  const inTransit = event === 2 && code === 5;
  return inTransit && isReturn ? null : known.type;
}

function allows({ codes }: ClickpostEvent, code: number | null): boolean {
  if (codes === 'ANY') return true;
  if (codes === 'UNTYPED') return byCode(code) === null;
  return code !== null && codes.includes(code);
}

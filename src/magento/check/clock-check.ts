import { type Instant, time } from '../../platform/time/time.js';
import { type CheckItem, ok, warning } from './check-item.js';

const CHECK = 'clock';
const SKEW_WARNING_SECONDS = 60;
/** A Date header has no parts of a second. */
const SECOND_MS = 1000;

/** A moment by Magento's clock, and the time in which it must have been by ours. */
export interface ClockReading {
  at: Date | undefined;
  begun: Instant;
  ended: Instant;
}

/** How far its clock is off at least: what the call itself took is no difference of clocks. In ms; less than 0: behind. */
export function skewOf({ at, begun, ended }: ClockReading & { at: Date }): number {
  const ahead = at.getTime() - ended.wall;
  const behind = at.getTime() + SECOND_MS - begun.wall;
  if (ahead > 0) return ahead;
  return behind < 0 ? behind : 0;
}

export function checkClock(reading: ClockReading): CheckItem {
  const { at } = reading;
  if (!at) {
    return warning(
      CHECK,
      "Magento sends no Date header, so polling relies on this machine's clock. Let the web server send it.",
    );
  }
  const skew = Math.round(skewOf({ ...reading, at }) / SECOND_MS);
  if (skew === 0) return ok(CHECK, "Magento's clock agrees with ours.");
  const words = `Magento's clock is ${Math.abs(skew)} s ${skew < 0 ? 'behind' : 'ahead of'} ours`;
  return Math.abs(skew) > SKEW_WARNING_SECONDS
    ? warning(
        CHECK,
        `${words}. Polling uses Magento's, but OAuth refuses a time too far ahead: set up NTP on both.`,
      )
    : ok(CHECK, `${words}.`);
}

export function readingOf({ at, begun }: { at: Date | undefined; begun: Instant }): ClockReading {
  return { at, begun, ended: time.instant() };
}

import { SetMetadata } from '@nestjs/common';

export const TICK = 'tick';

export interface TickOptions {
  /** Unique in the service; also the label of its metrics. */
  name: string;
  /** Milliseconds, scaled by TIME_SCALE; or a time of day in UTC, as 04:00. */
  every: number | `${number}:${number}`;
  /** Without it only in workers. */
  everywhere?: boolean;
  /** SQL without parameters that holds whenever the tick would find work; without it the tick always runs. */
  due?: string;
}

/** What a tick calls. The signal is aborted when the process shuts down: long work stops at the next good place. */
export type TickMethod = (stopping: AbortSignal) => unknown;

/**
 * Calls the method again and again from start to shutdown: never over itself, and a failure waits for the next time. What
 * is due lives in the database, so each process may tick.
 */
export function Tick(
  options: TickOptions,
): <T extends TickMethod>(target: object, name: string, method: TypedPropertyDescriptor<T>) => void {
  return SetMetadata(TICK, options);
}

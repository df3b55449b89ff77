import { Registry } from '../registry/registry.js';

/** A kind of job. The state of the work lives in our own rows; a job only carries their ids to a free worker. */
export interface JobKind<T extends object> {
  readonly name: string;
  /** Jobs of this kind that one process runs at a time. */
  readonly concurrency: number;
  /** Type of the payload; never set. */
  readonly payload?: T;
}

const declared = new Registry<JobKind<object>>('kind of job');

/** Declares a kind: a process in which nobody handles it does not start. @throws RegistrationError where the name is taken */
export function jobKind<T extends object>(name: string, concurrency: number): JobKind<T> {
  const kind: JobKind<T> = { name, concurrency };
  declared.register(name, kind);
  return kind;
}

export function declaredJobs(): string[] {
  return declared.kinds();
}

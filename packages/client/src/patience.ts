const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
/** A longer one ends at once (setTimeout). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** What a proxy says in the service's place. */
const GATEWAY = new Set([502, 503, 504]);

/**
 * Tries until it is answered in a way that stays, or until the patience would end within the next pause.
 * @param once a call that has no second effect when it is made again
 * @throws what the last call threw
 */
export async function patiently(
  once: () => Promise<Response>,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<Response> {
  const end = performance.now() + patienceMs;
  for (let tries = 1; ; tries++) {
    const { answer, error } = await outcomeOf(once);
    if (answer ? !(await saysAgain(answer)) : !isLost(error)) return given(answer, error);
    const pause = pauseMs(answer, tries);
    if (performance.now() + pause >= end) return given(answer, error);
    await sleep(pause, signal);
  }
}

interface Outcome {
  answer?: Response;
  error?: unknown;
}

async function outcomeOf(once: () => Promise<Response>): Promise<Outcome> {
  try {
    return { answer: await once() };
  } catch (error) {
    return { error };
  }
}

function given(answer: Response | undefined, error: unknown): Response {
  if (!answer) throw error;
  return answer;
}

/** `fetch` says so where no answer came, or not all of it. By its name: it may be of another realm. */
function isLost(error: unknown): boolean {
  return (error as { name?: unknown } | null)?.name === 'TypeError';
}

async function saysAgain(answer: Response): Promise<boolean> {
  if (answer.ok) return false;
  if (answer.headers.get('content-type')?.startsWith('application/problem+json')) {
    const problem = await problemIn(answer);
    if (problem) return problem.retryable === true;
  }
  return GATEWAY.has(answer.status);
}

/** @returns undefined where the answer says nothing that can be read; it can be read again */
export async function problemIn(
  answer: Response,
): Promise<{ code?: unknown; retryable?: unknown } | undefined> {
  try {
    return ((await answer.clone().json()) as object | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** As long as the service asks for; at least longer each time, and not all callers at one moment. */
function pauseMs(answer: Response | undefined, tries: number): number {
  const asked = Number(answer?.headers.get('retry-after') ?? NaN);
  if (asked > 0) return Math.min(asked * 1000, LONGEST_TIMER_MS);
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
  return pause / 2 + Math.random() * (pause / 2);
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<void>((done) => (timer = setTimeout(done, ms)));
  try {
    await untilAborted(passed, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** What is waited for goes on, as others may wait for it. @throws the signal's reason */
export async function untilAborted<T>(what: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return what;
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, fail) => {
    stop = () => fail(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([what, aborted]).finally(() => signal.removeEventListener('abort', stop));
}

/** A kind that this process cannot serve, or could serve in two ways: it does not start with it. */
export class RegistrationError extends Error {}

/** Who serves which kind. Filled while modules are being made, and asked from then on. */
export class Registry<H> {
  private readonly handlers = new Map<string, H>();

  /** @param what is registered, as errors name it */
  constructor(private readonly what: string) {}

  /** @throws RegistrationError where the kind has a handler */
  register(kind: string, handler: H): void {
    if (this.handlers.has(kind)) throw new RegistrationError(`${this.what} ${kind} is registered twice`);
    this.handlers.set(kind, handler);
  }

  /** @throws RegistrationError where the kind has no handler */
  get(kind: string): H {
    this.demand([kind]);
    return this.handlers.get(kind)!;
  }

  /** @throws RegistrationError naming those without a handler */
  demand(kinds: string[]): void {
    const missing = kinds.filter((kind) => !this.handlers.has(kind));
    if (missing.length > 0) throw new RegistrationError(`${this.what} ${missing.join(', ')} has no handler`);
  }

  /** In the order in which they were registered. */
  kinds(): string[] {
    return [...this.handlers.keys()];
  }

  all(): H[] {
    return [...this.handlers.values()];
  }
}

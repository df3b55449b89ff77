/** Jobs of one kind that this process runs, as many at a time as the kind allows. */
export class JobSlots {
  private readonly under = new Set<Promise<void>>();

  /** @param most at least 1 */
  constructor(private readonly most: number) {}

  /** Begins a job and resolves once there is room for another. @param run must not reject */
  async begin(run: () => Promise<void>): Promise<void> {
    const job = run().finally(() => this.under.delete(job));
    this.under.add(job);
    while (this.under.size >= this.most) await Promise.race(this.under);
  }

  async drained(): Promise<void> {
    await Promise.all(this.under);
  }
}

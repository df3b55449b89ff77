/** Work that does not run over itself. */
export class OneAtATime {
  private under: Promise<void> | undefined;
  private stopping = false;

  /** Without effect while it runs, and after `stop`. Rejects as the work does. */
  run(work: () => Promise<void>): Promise<void> {
    if (this.under || this.stopping) return Promise.resolve();
    this.under = work().finally(() => (this.under = undefined));
    return this.under;
  }

  /** Nothing begins any more; resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.under?.catch(() => undefined);
  }
}

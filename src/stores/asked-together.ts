/** One question for all keys that are asked for within one turn, as by runs that begin together. */
export class AskedTogether<K, V> {
  private turn: { keys: Set<K>; answer: Promise<V[]> } | undefined;

  constructor(private readonly ask: (keys: K[]) => Promise<V[]>) {}

  /** What was found for all keys of the turn; the question is sent after this call. */
  with(key: K): Promise<V[]> {
    this.turn ??= this.begin();
    this.turn.keys.add(key);
    return this.turn.answer;
  }

  private begin(): { keys: Set<K>; answer: Promise<V[]> } {
    const keys = new Set<K>();
    const answer = Promise.resolve().then(() => {
      this.turn = undefined;
      return this.ask([...keys]);
    });
    return { keys, answer };
  }
}

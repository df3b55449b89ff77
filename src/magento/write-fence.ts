/**
 * What must hold when a write goes out. The waits lie before it (a free slot, sign-in, the connection), so that nothing
 * can happen between the last check and the first byte.
 */
export interface WriteFence {
  /**
   * Tries that the caller has left, this one included, of a write that must not be made twice: it is sent once, and the
   * caller looks before the next try. Something in front of Magento may have sent the call twice, and the first time it
   * came in. Undefined: a call that was turned away is repeated at once.
   */
  readonly triesLeft?: number;
  /** After the wait for a slot and for sign-in: stores in our database that the write goes out now. May refuse. */
  beforeSend(): Promise<void>;
  /** Synchronously, on an open connection, right before the first byte. Throws when the write must not go out any more. */
  atSocket(): void;
}

/**
 * What must hold when a write goes out. The waits lie before it (a free slot, sign-in, the connection), so that nothing
 * can happen between the last check and the first byte. It is sent once, also after a 401: something in front of Magento
 * may have sent the call twice, and the other copy came in. The caller looks before the next try.
 */
export interface WriteFence {
  /** After the wait for a slot and for sign-in: stores in our database that the write goes out now. May refuse. */
  beforeSend(): Promise<void>;
  /** Synchronously, on an open connection, right before the first byte. Throws when the write must not go out any more. */
  atSocket(): void;
}

import { AWAY, StoreMode } from '../platform/outgoing/store-mode.js';
import { type Instant, time } from '../platform/time/time.js';
import type { MagentoConnection } from './magento-connection.js';
import { MagentoPermitOverError, MagentoShadowError, MagentoStoreAwayError } from './magento.errors.js';

/** From the read of the mode to the first byte: a store that is put in shadow mode, or goes away, may be written to for this time. */
export const READ_TO_SOCKET_MS = 10_000;

/** The token route takes no store code. */
export const SIGN_IN_PATH = '/rest/V1/integration/admin/token';

/**
 * What a request needs that is no GET. It is given for a store in live mode only, and for a sign-in; nothing else makes one, so
 * that a write to a store in shadow mode cannot be sent. docs/decisions/0038-shadow-mode.md
 */
export class SendPermit {
  /** @param read undefined for a sign-in, which changes nothing */
  private constructor(private readonly read: Instant | undefined) {}

  /** Reads the mode as it is now. @throws MagentoShadowError, MagentoStoreAwayError */
  static async ask({ storeCode, readMode }: MagentoConnection): Promise<SendPermit> {
    const read = time.instant();
    const mode = await readMode();
    if (mode === AWAY) throw new MagentoStoreAwayError(storeCode);
    if (mode !== StoreMode.Live) throw new MagentoShadowError(storeCode);
    return new SendPermit(read);
  }

  static forSignIn(): SendPermit {
    return new SendPermit(undefined);
  }

  /** Right before the first byte: this process may have stood still since. @throws MagentoPermitOverError */
  check(url: string): void {
    if (this.read === undefined) {
      if (url.endsWith(SIGN_IN_PATH)) return;
      throw new Error('the permit of a sign-in is for no other call');
    }
    if (time.elapsedMs(this.read) > time.limitMs(READ_TO_SOCKET_MS)) throw new MagentoPermitOverError();
  }
}

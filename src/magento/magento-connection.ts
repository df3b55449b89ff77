import type { MagentoCredentials } from '../platform/config/app-config.js';
import type { ModeNow } from '../platform/outgoing/store-mode.js';
import type { TargetSettings } from '../platform/outgoing/target-rules.js';

/** All that is needed to speak to one Magento store. */
export interface MagentoConnection extends TargetSettings {
  /** Store code, for logs and errors. */
  readonly storeCode: string;
  /** Without `/rest`, no slash at the end. */
  readonly baseUrl: string;
  readonly storeView: string;
  readonly credentials: MagentoCredentials;
  readonly timeoutMs: number;
  /** Calls under way at once from this process. */
  readonly concurrency: number;
  /** The store's mode as it is now, never from memory: asked before each write. */
  readonly readMode: () => Promise<ModeNow>;
}

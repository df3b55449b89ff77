import type { MagentoError } from '../magento.errors.js';

/** The request that is to be signed. */
export interface Signable {
  method: string;
  /** Absolute, without query. */
  url: string;
  query: Record<string, string>;
}

export interface AuthScheme {
  /** Headers for one attempt. Called again for each: an OAuth nonce is good once. */
  headers(request: Signable): Promise<Record<string, string>>;
  /** Magento let a call with these headers in. */
  accepted?(headers: Record<string, string>): void;
  /** Magento answered 401 to these headers. @returns true if another attempt with new headers makes sense */
  rejected(headers: Record<string, string>, error: MagentoError): Promise<boolean>;
}

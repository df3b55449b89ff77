import { pathPart } from '../auth/signed-path.js';
import { saysNoRoute } from '../error-mapping.js';
import type { Call, MagentoClient } from '../magento.client.js';
import { MagentoNotFoundError, MagentoPermissionError, MagentoSignInError } from '../magento.errors.js';
import { type CheckItem, failed, notFoundOut, ok, warning } from './check-item.js';

const CHECK = 'reserved characters';
/** As SKUs of shops are; no product is called so. */
const SKU = "bridge check/a+b&c,d'e;f=100%25";
const BAD_SIGNATURE = /signature is invalid/i;

/** An address is read by the web server, by Magento's router, and by its check of the signature, each in its own way. */
export async function checkReserved(client: MagentoClient): Promise<CheckItem> {
  try {
    await client.probe({ method: 'GET', path: `/stockItems/${pathPart(SKU)}` });
    return ok(CHECK, WELL);
  } catch (error) {
    if (saysNoRoute(error)) {
      return warning(
        CHECK,
        'The web server does not pass on an address with a slash in a SKU: stock of such SKUs cannot be set. Let it pass on ' +
          'addresses as they come (Apache: AllowEncodedSlashes NoDecode), or set inventoryMode to sourceItems.',
      );
    }
    if (error instanceof MagentoNotFoundError) return ok(CHECK, WELL);
    if (isBadSignature(error)) {
      return failed(
        CHECK,
        'The signature of an address with reserved characters is refused, though others are taken: something in front of ' +
          'Magento rewrites addresses. Let it pass them on as they come, or no stock of SKUs such as "A/B 10%" can be set.',
      );
    }
    if (error instanceof MagentoPermissionError) {
      return { check: CHECK, result: 'skipped', message: `Not known without the right ${error.resource}.` };
    }
    return notFoundOut(CHECK, error);
  }
}

const WELL = 'SKUs with blanks, slashes and percent signs reach Magento.';

export function isBadSignature(error: unknown): boolean {
  return error instanceof MagentoSignInError && BAD_SIGNATURE.test(error.message);
}

/**
 * A web server may tell Magento its host without the port (nginx with $host): what is signed for an address with it is then refused,
 * and taken without.
 */
export async function losesPort(client: MagentoClient, call: Call): Promise<boolean> {
  const url = new URL(client.connection.baseUrl);
  if (url.port === '') return false;
  const signedOrigin = `${url.protocol}//${url.hostname}`;
  return client.probe({ ...call, signedOrigin }).then(
    () => true,
    () => false,
  );
}

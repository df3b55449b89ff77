import type { MagentoCredentials } from '../../platform/config/app-config.js';
import {
  MagentoGatewayError,
  MagentoNoAnswerError,
  MagentoPermissionError,
  MagentoServerError,
  MagentoSignInError,
  MagentoTransientError,
  MagentoUnavailableError,
  MagentoUnreachableError,
} from '../magento.errors.js';
import { type CheckItem, failed, notFoundOut } from './check-item.js';

/** The shop, or what stands before it, is down for now. */
const OUTAGES = [
  MagentoGatewayError,
  MagentoServerError,
  MagentoTransientError,
  MagentoUnavailableError,
] as const;

const PORT_LOST =
  'The web server tells Magento its address without the port, so that no signature is right. Let it pass on the Host header as it ' +
  'came (nginx: $http_host in place of $host).';

export const portLost = (): CheckItem => failed('sign-in', PORT_LOST);

type Scheme = MagentoCredentials['scheme'];

/** What to do about an answer that is no list of orders. @param scheme how the store signs in */
export function signInProblem(scheme: Scheme, error: unknown): CheckItem {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof MagentoSignInError) {
    return failed('sign-in', `${message} ${signInAdvice(scheme, message)}`);
  }
  if (error instanceof MagentoPermissionError) {
    const check = scheme === 'admin' ? 'right Magento_Sales::actions_view' : 'sign-in';
    return failed(check, `${message} ${RIGHT_ADVICE[scheme]}`);
  }
  if (error instanceof MagentoUnreachableError || error instanceof MagentoNoAnswerError) {
    // In one sentence, or the check would tell what listens where.
    return failed(
      'sign-in',
      'Magento cannot be reached or does not answer. Check the base URL, the firewall and the web server.',
    );
  }
  const isOutage = OUTAGES.some((one) => error instanceof one);
  return isOutage ? notFoundOut('sign-in', error) : failed('sign-in', message);
}

/** Magento says of an integration that is not active, and of a Bearer that it does not take, that a right is missing. */
const RIGHT_ADVICE: Record<Scheme, string> = {
  oauth1:
    'Activate the integration if it is not active, give it this right, and save it again so that its tokens take it up.',
  bearer:
    'Since 2.4.4 integration tokens are refused as Bearer unless oauth/consumer/enable_integration_as_bearer is on: switch it on, or ' +
    'use oauth1. If it is on, give the integration this right.',
  admin: "Give the user's role the right Sales > Operations > Orders > Actions > View.",
};

function signInAdvice(scheme: Scheme, message: string): string {
  if (/2fa/i.test(message)) {
    return 'Two-factor sign-in blocks admin accounts: make an integration in Magento and use oauth1.';
  }
  if (scheme === 'admin') return 'Check user and password; six wrong tries lock the account for 30 minutes.';
  return `${wrongValue(message)} System > Integrations > Edit shows its values in Magento; activated again, it has new ones.`;
}

/** Magento looks at the consumer key first, then at the access token, then at the signature, which both secrets are in. */
function wrongValue(message: string): string {
  if (/token/i.test(message)) return 'The access token is not that of this integration.';
  if (/consumer/i.test(message)) return 'The consumer key is not that of an integration of this shop.';
  return (
    'The consumer secret or the access token secret is not that of this integration, or something in front of Magento changes ' +
    'addresses.'
  );
}

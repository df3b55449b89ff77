/** A shop's address leads to the shop. Copied from a call to its API (`/rest`, `/rest/V1`, `/rest/default/V1`), every call would miss. */
export const WITHOUT_REST = /^(?!.*\/rest(\/\w+)?(\/V1)?\/?$)/i;

export const SHOP_ADDRESS = { message: '$property must be the address of the shop, without /rest' };

/** A shop's address leads to the shop. Copied from a call to its API (`/rest`, `/rest/V1`, `/rest/default/V1`), every call would miss. */
export const NOT_A_REST_URL = /^(?!.*\/rest(\/\w+)?(\/V1)?\/?$)/i;

export const NOT_A_REST_URL_MESSAGE = { message: '$property must be the address of the shop, without /rest' };

/** Under this a webhook's body stands that was no JSON; see webhook-bodies.ts. */
export const NOT_JSON = '__notJson';

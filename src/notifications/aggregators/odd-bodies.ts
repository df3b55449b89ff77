/** Key for a webhook body that is not JSON; see webhook-bodies.ts. */
export const NOT_JSON = '__notJson';
/** Under this key stand the entries of a body that is a list, since rows and checks know objects only. */
export const LIST = '__list';

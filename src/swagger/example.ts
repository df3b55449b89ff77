/** What Swagger UI is prefilled with for one operation. It is right as it stands for the shop of `npm run demo`. */
export interface Example {
  /** Controller and method, as in the document. */
  operationId: string;
  /** Parameters in the path, the query and the header, by name. */
  parameters?: Record<string, string | number | boolean>;
  body?: object;
}

import { DOCUMENT_ROUTES } from './document-routes.js';
import { ORDER_ROUTES } from './order-routes.js';
import type { Route } from './route.js';
import { SOURCE_ROUTES } from './source-routes.js';
import { STOCK_ROUTES } from './stock-routes.js';

/** Tried in this order. */
export const ROUTES: Route[] = [...ORDER_ROUTES, ...DOCUMENT_ROUTES, ...STOCK_ROUTES, ...SOURCE_ROUTES];

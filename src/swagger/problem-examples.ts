import {
  MagentoNoAnswerError,
  MagentoPermissionError,
  MagentoServerError,
  MagentoUnreachableError,
} from '../magento/magento.errors.js';
import { type Operation, OperationKind, OperationState, Outcome } from '../operations/operation.types.js';
import {
  OperationRefusedError,
  OperationUnknownError,
  OrderBusyError,
  OrderDisputedError,
} from '../operations/operations.errors.js';
import {
  type AppError,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  IdempotencyKeyReusedError,
  NotFoundError,
  TooManyRequestsError,
  UnauthorizedError,
} from '../platform/errors/app-error.js';
import { StoreMovedError, StoreMovingError, StorePausedError } from '../stores/stores.errors.js';
import { toProblem } from '../platform/http/problem.js';
import { SAMPLE_IDS } from './examples/sample-ids.js';

/** Of the operation that the error is an example for. */
export interface Asked {
  path: string;
  /** Parameters of the path and their values. */
  names: [name: string, value: string][];
  hasBody: boolean;
  /** One write to one order of Magento, with the ledger's answers. */
  isWrite: boolean;
}

interface Named {
  summary: string;
  value: object;
}

/** One example for each error that an operation gives with this status, by the error's code: as the service words it. */
export function problemExamples(status: number, asked: Asked): Record<string, Named> {
  const examples: Record<string, Named> = {};
  for (const error of errorsWith(status, asked)) {
    const value = toProblem(error, asked.path, '5f0c2a52-7c1e-4a55-9d0b-2f6f6a7c9e11');
    examples[error.code] = { summary: error.code, value };
  }
  return examples;
}

function errorsWith(status: number, { names, hasBody, isWrite }: Asked): AppError[] {
  const [name, value] = names.at(-1) ?? ['storeCode', 'default'];
  switch (status) {
    case 400:
      return [
        hasBody
          ? BadRequestError.field('colour', 'property colour should not exist')
          : BadRequestError.field(names.length > 0 ? name : 'limit', fault(names.length > 0)),
      ];
    case 401:
      return [
        new UnauthorizedError(
          'Sign in with a Bearer token from POST /auth/token, or with authUsername and authPassword.',
        ),
      ];
    case 403:
      return [new ForbiddenError('This client may not act for that store.', [FOREIGN_STORE])];
    case 404:
      return [new NotFoundError(name, `There is no ${NOUNS[name] ?? 'such thing:'} ${value}.`)];
    case 409:
      return isWrite ? writeConflicts() : [new ConflictError('It is under way already.', 5)];
    case 421:
      return [new StoreMovedError('default', 'east')];
    case 422:
      return [new IdempotencyKeyReusedError()];
    case 429:
      return [new TooManyRequestsError(3)];
    case 502:
      return [
        new MagentoPermissionError('Magento_Sales::actions_view'),
        new MagentoServerError('Internal Error. Details are available in Magento log file.', 500),
      ];
    case 503:
      return [
        new MagentoUnreachableError('Magento cannot be reached: connect ECONNREFUSED'),
        new StorePausedError('default'),
        new StoreMovingError('default'),
      ];
    case 504:
      return isWrite
        ? [new OperationUnknownError(WRITE)]
        : [new MagentoNoAnswerError('Magento did not answer in time.')];
    default:
      return [];
  }
}

const FOREIGN_STORE = { field: 'X-Store-Code', message: 'names no store of this client (or authDomainName)' };

const NOUNS: Record<string, string> = {
  orderCode: 'order',
  shipmentCode: 'shipment',
  manifestCode: 'manifest',
  returnOrderCode: 'return order',
  storeCode: 'store',
  clientId: 'client',
  operationId: 'operation',
  deliveryId: 'delivery',
  notificationId: 'notification',
  backfillId: 'backfill',
  reconciliationId: 'reconciliation',
  differenceId: 'difference',
  erasureId: 'erasure',
  channelId: 'alert channel',
  sku: 'SKU',
  kind: 'endpoint of the kind',
  stream: 'stream',
};

const WRITE = {
  id: SAMPLE_IDS.waitingWrite,
  kind: OperationKind.Acknowledge,
  orderCode: '4711',
  state: OperationState.Unknown,
  outcome: null,
  magentoId: null,
  detail: null,
} as Operation;

function fault(isPath: boolean): string {
  return isPath ? 'must be 1 to 255 printable characters' : 'limit must not be less than 1';
}

function writeConflicts(): AppError[] {
  const refused = { ...WRITE, outcome: Outcome.Refused, detail: 'The order is complete.' };
  return [
    new OperationRefusedError(refused),
    new OrderBusyError({ ...WRITE, state: OperationState.Running }),
    new OrderDisputedError('4711'),
  ];
}

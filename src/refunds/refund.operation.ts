import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoCreditMemo, MagentoLines, MagentoOrder, NewRefund } from '../magento/magento.types.js';
import { SalesDocumentsClient } from '../magento/sales-documents.client.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { announceDocument, type SalesDocument } from '../notifications/sales-document-notice.js';
import { liveOrder } from '../operations/live-order.js';
import { madeDocument, WITHOUT_COMMENT } from '../operations/marked-documents.js';
import {
  markerOf,
  type Operation,
  type OperationContext,
  type OperationHandler,
  OperationKind,
  Outcome,
  type PlannedWrite,
  type Settlement,
  type Step,
} from '../operations/operation.types.js';
import { differenceInWords } from '../orders/order-lines.js';
import { OrdersService } from '../orders/orders.service.js';
import { ConflictError } from '../platform/errors/app-error.js';
import { payingInvoice } from './paying-invoice.js';
import { noLine, openRest, type RefundRows, refundRows, returnedUnit } from './refund-lines.js';
import type { RefundInput } from './refund.types.js';
import { amountsInWords, keptBackProblem, whyNoRefund } from './refund-rules.js';
import { type CreditMemoRecord, linesOf, toCreditMemoRecord } from './refunds.mapper.js';
import { storeCreditMemo } from './refunds.repository.js';
import { unitPassedMeanwhile, unitStandsAsPassed } from './returned-units.read-model.js';

const CORRECTED = 'The returned unit does not stand as PASS any more: its result was corrected.';
const SAID_BY_VALIDATORS = /^Creditmemo Document Validation Error\(s\):/;

/**
 * A credit memo. Magento takes the same one twice (recorded exchanges 930, 931), so it is known by the marker in its comment alone.
 * One that is paid back online moves money before it is stored: when Magento shows nothing, the money may be gone all the same.
 */
@Injectable()
export class RefundOperation implements OperationHandler {
  readonly kind = OperationKind.Refund;

  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
    private readonly notifications: NotificationsService,
  ) {}

  /** What Magento's validators say comes before the payment provider is asked, also to a copy of the call. */
  actsOutside({ input, lastResponse }: Operation): boolean {
    return (input as RefundInput).online && !SAID_BY_VALIDATORS.test(lastResponse?.message ?? '');
  }

  /** A refund of a return may wait for days. What the check says is looked at last, just before it is sent. */
  async plan(context: OperationContext): Promise<Step> {
    const step = await this.planned(context);
    const { orderId, naturalKey, input } = context.operation;
    if (!('write' in step) || !isOfReturn(input as RefundInput)) return step;
    const stands = await unitStandsAsPassed(this.database.manager, orderId, naturalKey);
    return stands ? step : { settle: { outcome: Outcome.Refused, detail: CORRECTED } };
  }

  private async planned(context: OperationContext): Promise<Step> {
    const { operation } = context;
    const input = operation.input as RefundInput;
    if (operation.sends > 0) {
      const made = await this.readBack(context, undefined);
      if (made) return { settle: made };
    }
    const reading = await liveOrder(context);
    const refuse = (detail: string): Step => ({ settle: { outcome: Outcome.Refused, detail, reading } });
    const problem = whyNoRefund(reading.value, input);
    if (problem !== undefined) return refuse(problem);
    const asked = rowsOf(reading.value, input, await this.linesOfReturn(context));
    if ('problem' in asked) return refuse(asked.problem);
    const keptBack = keptBackProblem(reading.value, asked.rows, input);
    if (keptBack !== undefined) return refuse(keptBack);
    const refund = bodyOf(operation, asked.rows);
    if (!input.online) return { write: offline(operation.orderCode, refund) };
    const invoice = await payingInvoice(context, asked.rows, input.invoiceId);
    return 'problem' in invoice ? refuse(invoice.problem) : { write: online(invoice.id, refund) };
  }

  async readBack(context: OperationContext, answer: unknown): Promise<Settlement | undefined> {
    const { client, operation } = context;
    const made = await madeDocument<MagentoCreditMemo>(operation, answer, {
      byId: (id) => client.documents.getCreditMemo(id),
      list: () => client.documents.listCreditMemos(operation.orderCode),
    });
    if (!made) return undefined;
    const { document, marked } = made;
    const reading = await liveOrder(context);
    const sent = operation.lastRequest?.body as NewRefund | undefined;
    const lines = sent && differenceInWords(sent.items, linesOf(document), reading.value);
    const amounts = sent && amountsInWords(sent, document);
    const detail = [
      ...(lines ? [`Magento gave back ${lines}.`] : []),
      ...(amounts ? [amounts] : []),
      ...(marked ? [] : [WITHOUT_COMMENT]),
    ].join(' ');
    const found = { magentoId: String(document.entity_id), document, reading };
    if (detail !== '') return { outcome: Outcome.Degraded, detail, ...found };
    return {
      outcome: Outcome.Applied,
      detail: `The order is ${reading.value.state ?? 'without state'}.`,
      ...found,
    };
  }

  async apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    const { operation, store } = context;
    if (settlement.detail === CORRECTED) await mustNotHavePassed(manager, operation);
    if (settlement.document) {
      const record = toCreditMemoRecord(settlement.document);
      await storeCreditMemo(manager, store.id, operation.orderId, record, operation);
      await announceDocument(this.notifications, manager, context, noticeOf(record));
    }
    await this.orders.recordWrite(manager, context, settlement);
  }

  /** Codes of the lines that a returned unit may be of, by the SKU that they were passed on with. */
  private async linesOfReturn({ operation, store }: OperationContext): Promise<string[] | undefined> {
    const { returnedSku } = operation.input as RefundInput;
    if (returnedSku === undefined) return undefined;
    const order = await this.orders.storedByEntityId(store, operation.orderCode);
    const lines = (order?.items ?? []).filter(({ sku }) => sku.toLowerCase() === returnedSku.toLowerCase());
    return lines.map(({ item_id: id }) => id);
  }
}

function isOfReturn({ returnedSku }: RefundInput): boolean {
  return returnedSku !== undefined;
}

/**
 * A unit that passed again since the plan was made found this operation still open, and opened no other one.
 * @throws ConflictError the worker plans it again
 */
async function mustNotHavePassed(manager: EntityManager, { orderId, naturalKey }: Operation): Promise<void> {
  if (!(await unitPassedMeanwhile(manager, orderId, naturalKey))) return;
  throw new ConflictError('The returned unit has passed its check again.', 1);
}

function offline(orderCode: string, refund: NewRefund): PlannedWrite {
  return {
    request: SalesDocumentsClient.refundOrderCall(orderCode, refund),
    send: (client) => client.documents.refundOrder(orderCode, refund),
  };
}

function online(invoiceId: string, refund: NewRefund): PlannedWrite {
  const paying = { ...refund, isOnline: true as const };
  return {
    request: SalesDocumentsClient.refundInvoiceCall(invoiceId, paying),
    send: (client) => client.documents.refundInvoice(invoiceId, paying),
  };
}

const NOTHING_OPEN =
  'Nothing of the order is open: what is open is counted as invoiced − refunded − shipped, line by line.';
const NO_UNIT_LEFT = 'No unit of it is left to give back: it is refunded already, or not invoiced.';

/** The rows to name, or why there is none. */
function rowsOf(order: MagentoOrder, input: RefundInput, returnedOf: string[] | undefined): RefundRows {
  if (input.items) return refundRows(order, input.items);
  if (returnedOf) {
    const unit = returnedUnit(order, returnedOf);
    return unit ? refundRows(order, [unit]) : { problem: NO_UNIT_LEFT };
  }
  if (input.openRest) {
    const lines = openRest(order);
    return lines.length > 0 ? refundRows(order, lines) : { problem: NOTHING_OPEN };
  }
  const rows = noLine(order);
  return rows ? { rows } : { problem: 'The order has no lines.' };
}

function bodyOf(operation: Operation, items: MagentoLines): NewRefund {
  const input = operation.input as RefundInput;
  const reason = input.reason === undefined ? '' : ` ${input.reason}`;
  const ids = items.filter(({ qty }) => qty > 0).map(({ order_item_id: id }) => id);
  // What never shipped is only reserved, and would stay so for ever.
  const toStock = (input.returnToStock || input.openRest) && ids.length > 0;
  return {
    items,
    notify: input.notify,
    comment: { comment: `Refunded by Increff Omni.${reason} ${markerOf(operation)}`, is_visible_on_front: 0 },
    arguments: {
      shipping_amount: input.shippingAmount,
      adjustment_positive: input.adjustmentPositive,
      adjustment_negative: input.adjustmentNegative,
      ...(toStock ? { extension_attributes: { return_to_stock_items: ids } } : {}),
    },
  };
}

function noticeOf(record: CreditMemoRecord): SalesDocument {
  return {
    number: record.increment_id ?? record.credit_memo_id,
    at: record.magento_created_at,
    type: 'CREDIT_NOTE',
    summary: { creditMemoId: record.credit_memo_id },
  };
}

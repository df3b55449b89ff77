import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface OutwardOrder {
  orderCode: string;
  orderItems: { orderItemCode: string; channelSkuCode: string; quantity: number }[];
  [field: string]: any;
}

/** Fields of the outward order that Increff asks for, and what they must be. */
const ASKED: Record<string, (value: any) => boolean> = {
  orderCode: isText,
  orderTime: isTime,
  orderType: (value) => ['SO', 'STO', 'RTV', 'RPO', 'PO'].includes(value),
  qcStatus: (value) => value === 'PASS',
  dispatchByTime: isTime,
  startProcessingTime: isTime,
  paymentMethod: (value) => ['COD', 'NCOD'].includes(value),
  isSplitRequired: (value) => typeof value === 'boolean',
  packType: (value) => ['PIECE', 'BULK'].includes(value),
  shippingAddress: isAddress,
  billingAddress: isAddress,
  orderItems: (value) => Array.isArray(value) && value.length > 0 && value.every(isItem),
  taxBreakupForms: (value) => Array.isArray(value) && value.every((one) => isText(one.channelSkuId)),
};

/** Increff's Standard APIs for new orders and customer cancellations; a repeat of the same order is answered as the first. */
export class Increff {
  readonly orders = new Map<string, OutwardOrder>();
  /** Absolute, by order code and item. */
  readonly cancelled = new Map<string, Record<string, number>>();
  /** Custom attributes as they are by now, by order code; of lines by `order code/item`. */
  readonly attributes = new Map<string, Record<string, string>>();
  /** By returnOrderCode; items that were added later are among its orderItems. */
  readonly returns = new Map<string, any>();
  /** In the order of arrival: `POST 18`, `PUT 18`, `ATTRIBUTES 18`, `RETURN R1`, `ITEMS R1`. */
  readonly calls: string[] = [];
  readonly refusals: string[] = [];
  /** Keeps what comes, and cuts the connection instead of answering: so many times. */
  loseAnswers = 0;
  /** Answers 503: so many times. */
  unavailable = 0;
  private readonly server: Server;

  private constructor(private readonly headers: Record<string, string>) {
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  static async start(headers: Record<string, string>): Promise<Increff> {
    const increff = new Increff(headers);
    await new Promise<void>((done) => increff.server.listen(0, '127.0.0.1', done));
    return increff;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/omni`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (this.unavailable > 0) {
      this.unavailable--;
      return void response.writeHead(503).end();
    }
    const refusal = this.take(request, JSON.parse(Buffer.concat(chunks).toString('utf8')));
    if (refusal !== undefined) {
      this.refusals.push(refusal);
      return void response.writeHead(400, { 'content-type': 'application/json' }).end(refusal);
    }
    if (this.loseAnswers > 0) {
      this.loseAnswers--;
      return void request.socket.destroy();
    }
    response.writeHead(200).end();
  }

  /** @returns why not */
  private take(request: IncomingMessage, body: any): string | undefined {
    const [name] = Object.entries(this.headers).find(([key, value]) => request.headers[key] !== value) ?? [];
    if (name !== undefined) return `header ${name} is wrong`;
    if (request.method === 'POST' && request.url === '/omni/orders/outward') return this.takeOrder(body);
    const orderCode = /^\/omni\/orders\/([^/]+)\/cancel$/.exec(request.url ?? '')?.[1];
    if (request.method === 'PUT' && orderCode !== undefined) return this.takeCancellation(orderCode, body);
    const changed = /^\/omni\/orders\/outward\/attributes\/([^/]+)$/.exec(request.url ?? '')?.[1];
    if (request.method === 'PUT' && changed !== undefined) return this.takeAttributes(changed, body);
    if (request.method === 'POST' && request.url === '/omni/return/return-orders') {
      return this.takeReturn(body);
    }
    if (request.method === 'PUT' && request.url === '/omni/return/update-return-order/item') {
      return this.takeItems(body);
    }
    return `no such path: ${request.method} ${request.url}`;
  }

  private takeReturn(body: any): string | undefined {
    const lacks = ['forwardOrderCode', 'returnOrderCode', 'locationCode'].filter((one) => !isText(body[one]));
    if (lacks.length > 0) return `missing: ${lacks.join(', ')}`;
    if (!Array.isArray(body.orderItems) || body.orderItems.length === 0) return 'missing: orderItems';
    for (const item of body.orderItems) {
      const texts = ['itemCode', 'reason', 'channelSkuCode', 'enableDoorStepQc'];
      if (texts.some((one) => !isText(item[one]))) return `an item is wrong: ${JSON.stringify(item)}`;
    }
    const known = this.returns.get(body.returnOrderCode);
    if (known && known.text !== JSON.stringify(body)) return `return ${body.returnOrderCode} exists`;
    this.calls.push(`RETURN ${body.returnOrderCode}`);
    this.returns.set(body.returnOrderCode, { ...body, text: JSON.stringify(body) });
    return undefined;
  }

  private takeItems(body: any): string | undefined {
    const known = this.returns.get(body.returnOrderCode);
    if (!known) return `no return ${body.returnOrderCode}`;
    if (body.orderCode !== known.forwardOrderCode) return 'orderCode is another one';
    for (const line of body.returnLineItems) {
      const { channelReturnItemCode: itemCode, channelSkuCode, reasonForReturn: reason } = line;
      if (![itemCode, channelSkuCode, reason].every(isText)) return 'a line is wrong';
      if (known.orderItems.some((one: any) => one.itemCode === itemCode)) return `item ${itemCode} exists`;
      known.orderItems.push({ itemCode, channelSkuCode, reason, price: line.price });
    }
    this.calls.push(`ITEMS ${body.returnOrderCode}`);
    return undefined;
  }

  private takeOrder(body: OutwardOrder): string | undefined {
    const wrong = Object.keys(ASKED).filter((field) => !ASKED[field]!(body[field]));
    if (wrong.length > 0) return `wrong: ${wrong.join(', ')}`;
    if (body.isSplitRequired && body['locationCode'] != null) return 'a split order names no location';
    const skus = body.orderItems.map(({ channelSkuCode }) => channelSkuCode);
    if (new Set(skus).size < skus.length) return 'a SKU is there twice';
    const known = this.orders.get(body.orderCode);
    if (known && JSON.stringify(known) !== JSON.stringify(body)) return `order ${body.orderCode} exists`;
    this.orders.set(body.orderCode, body);
    this.attributes.set(body.orderCode, body['orderCustomAttributes'] ?? {});
    this.calls.push(`POST ${body.orderCode}`);
    return undefined;
  }

  private takeAttributes(orderCode: string, body: any): string | undefined {
    const order = this.orders.get(orderCode);
    if (!order) return `no order ${orderCode}`;
    const ofOrder = body.updateOrderAttributes as Record<string, string>;
    const ofLines = body.updateOrderItemAttributes as Record<string, string>[];
    const isWrong = (value: unknown): boolean => typeof value !== 'string' || value.length > 255;
    if ([ofOrder, ...ofLines].some((one) => Object.values(one).some(isWrong))) {
      return 'an attribute is no text';
    }
    for (const { orderItemCode, channelSkuCode, ...attributes } of ofLines) {
      const item = order.orderItems.find((one) => one.orderItemCode === orderItemCode);
      if (item?.channelSkuCode !== channelSkuCode) return `no item ${orderItemCode}`;
      this.attributes.set(`${orderCode}/${orderItemCode}`, attributes);
    }
    this.attributes.set(orderCode, ofOrder);
    this.calls.push(`ATTRIBUTES ${orderCode}`);
    return undefined;
  }

  private takeCancellation(orderCode: string, body: any): string | undefined {
    const order = this.orders.get(orderCode);
    if (!order) return `no order ${orderCode}`;
    const quantities: Record<string, number> = {};
    for (const { orderItemCode, channelSkuCode, cancelledQuantity } of body.orderItems) {
      const item = order.orderItems.find((one) => one.orderItemCode === orderItemCode);
      if (item?.channelSkuCode !== channelSkuCode) return `no item ${orderItemCode}`;
      if (!(cancelledQuantity > 0 && cancelledQuantity <= item!.quantity)) {
        return 'cancelledQuantity is wrong';
      }
      quantities[orderItemCode] = cancelledQuantity;
    }
    this.cancelled.set(orderCode, quantities);
    this.calls.push(`PUT ${orderCode}`);
    return undefined;
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function isAddress(value: any): boolean {
  return ['name', 'line1', 'city', 'zip', 'country'].every((field) => isText(value?.[field]));
}

function isItem(value: any): boolean {
  return (
    isText(value.channelSkuCode) &&
    isText(value.orderItemCode) &&
    value.quantity > 0 &&
    typeof value.sellingPricePerUnit === 'number'
  );
}

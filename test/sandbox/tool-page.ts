import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MagentoFault } from './magento-fault.js';
import type { Order } from './magento-order.js';
import { ADMIN, INTEGRATION } from './sandbox.js';
import { FAULTS, type ShopTool } from './shop-tool.js';

const SHOWN_ORDERS = 20;
const SHOWN_CALLS = 100;
const MOST_AT_ONCE = 1000;

/** The page of the tool, on loopback as the shop is. No script: every button is a form. */
export class ToolPage {
  private constructor(
    private readonly tool: ShopTool,
    private readonly server: Server,
  ) {}

  static async start(tool: ShopTool, port: number): Promise<ToolPage> {
    const server = createServer();
    const page = new ToolPage(tool, server);
    server.on('request', (request, response) => void page.handle(request, response));
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.listen(port, '127.0.0.1', done);
    });
    return page;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, this.url);
    if (request.method === 'GET' && pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      return void response.end(html(this.tool, searchParams.get('said')));
    }
    // Another site's page may send forms to this address as well.
    const { origin } = request.headers;
    if (request.method !== 'POST' || (origin !== undefined && origin !== this.url)) {
      return void response.writeHead(404).end();
    }
    const form = new URLSearchParams(await textOf(request));
    response.writeHead(303, { location: `/?said=${encodeURIComponent(this.done(pathname, form))}` }).end();
  }

  /** @returns what became of it, in words */
  private done(path: string, form: URLSearchParams): string {
    const { tool } = this;
    const order = Number(form.get('order'));
    try {
      switch (path) {
        case '/place':
          return `Placed: ${placed(tool, Number(form.get('number') ?? 1)).join(', ')}.`;
        case '/pay':
          tool.pay(order);
          return `Order ${order} is paid.`;
        case '/cancel':
          tool.cancel(order);
          return `Order ${order} is cancelled.`;
        case '/edit':
          tool.edit(order, form.get('street') ?? '');
          return `Order ${order} goes to another street.`;
        case '/fault':
          tool.cause(`${form.get('fault')}:${form.get('percent')}%`);
          return 'Set.';
        case '/calm':
          tool.calm();
          return 'Nothing goes wrong any more.';
        default:
          return 'There is no such button.';
      }
    } catch (error) {
      if (error instanceof MagentoFault || error instanceof Error) return error.message;
      throw error;
    }
  }
}

function placed(tool: ShopTool, number: number): number[] {
  if (!(number >= 1 && number <= MOST_AT_ONCE)) throw new Error(`From 1 to ${MOST_AT_ONCE} at once.`);
  return Array.from({ length: number }, () => tool.place());
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function html(tool: ShopTool, said: string | null): string {
  const { sandbox } = tool;
  const faults = [
    ...Object.entries(FAULTS).map(([name, [, words]]) => [name, words] as const),
    ['503', "a proxy's page"],
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Magento sandbox</title><style>
body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:75rem}table{border-collapse:collapse}
td,th{text-align:left;padding:.15rem .8rem .15rem 0}form{display:inline}code{font-size:14px}</style></head><body>
<h1>Magento ${sandbox.store.release}</h1>${said ? `<p role="status"><strong>${escaped(said)}</strong></p>` : ''}
<p>REST: <code>${sandbox.url}/rest/V1</code>. User <code>${ADMIN.username}</code>, password <code>${ADMIN.password}</code>; OAuth 1.0a:
<code>${INTEGRATION.consumerKey}</code>, <code>${INTEGRATION.consumerSecret}</code>, <code>${INTEGRATION.accessToken}</code>,
<code>${INTEGRATION.accessTokenSecret}</code>. <a href="/">Look again</a></p>
<h2>Faults</h2><p>${escaped(tool.faults.join(', ')) || 'None.'}</p>
<form method="post" action="/fault"><select name="fault" aria-label="Fault">${faults
    .map(([name, words]) => `<option value="${name}">${name}: ${escaped(words)}</option>`)
    .join(
      '',
    )}</select> <input name="percent" value="2" size="4" aria-label="Percent"> % <button>Set</button></form>
<form method="post" action="/calm"><button>End all</button></form>
<h2>Orders (${sandbox.store.orders.size})</h2>
<form method="post" action="/place"><input name="number" value="1" size="4" aria-label="Number"> <button>Place</button></form>
<table><tr><th>Id</th><th>Number</th><th>State</th><th>Status</th><th>Total</th><th>Do</th></tr>${tool
    .newest(SHOWN_ORDERS)
    .map(orderRow)
    .join('')}</table>
<h2>Calls</h2><table><tr><th>At</th><th>Call</th><th>Answer</th><th>ms</th></tr>${tool.calls
    .slice(0, SHOWN_CALLS)
    .map(
      ({ at, method, url, status, ms }) =>
        `<tr><td>${new Date(at).toISOString().slice(11, 23)}</td><td><code>${escaped(`${method} ${url}`)}</code></td><td>${status ?? 'cut'}</td><td>${ms}</td></tr>`,
    )
    .join('')}</table></body></html>`;
}

function orderRow(order: Order): string {
  const { entity_id: id, increment_id: number, state, status, grand_total: total } = order;
  const button = (action: string, more = ''): string =>
    `<form method="post" action="/${action}"><input type="hidden" name="order" value="${id}">${more}<button>${action}</button></form> `;
  const cells = [id, number, state, status ?? '', total]
    .map((cell) => `<td>${escaped(String(cell))}</td>`)
    .join('');
  const street = `<input name="street" value="9 Other Street" size="16" aria-label="Street of order ${id}"> `;
  return `<tr>${cells}<td>${button('pay')}${button('cancel')}${button('edit', street)}</td></tr>`;
}

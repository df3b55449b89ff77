import type { VNode } from 'preact';
import type { ErasureDetailDto, ErasureDto } from '../../personal-data/dto/erasure.dto.js';
import { Right } from '../rights.js';
import { Note, Panel } from '../views/blocks.js';
import { address, Csrf, Moment, OrderLink } from '../views/cells.js';
import { Table } from '../views/table.js';
import { counted } from '../../words/kinds.js';
import { type Frame, Layout } from '../views/layout.js';

export interface ErasuresPageProps {
  frame: Frame;
  erasures: ErasureDto[];
  /** What was just done, or counted. */
  result?: ErasureDetailDto;
}

/** Customers that were erased, by the hash of the e-mail, and the form to erase one. */
export function ErasuresPage({ frame, erasures, result }: ErasuresPageProps): VNode {
  return (
    <Layout
      frame={frame}
      title="Erased customers"
      here="erasures"
      about="Name, addresses, e-mail and telephone go from a customer’s orders of all stores and all that hangs on them. Money and quantities stay. It cannot be undone."
    >
      {frame.may[Right.Administer] && <EraseForm frame={frame} />}
      {result && <Result result={result} />}
      <Table
        caption="Erasures"
        head={['When', 'Asked by', 'Store', 'E-mail hash', 'Orders', 'Rows', 'Still waiting']}
        rows={erasures.map((one) => [
          <Moment at={one.requestedAt} />,
          one.requestedBy,
          one.storeCode ?? 'all',
          one.emailHash,
          one.orders,
          one.erased.reduce((sum, { rows }) => sum + rows, 0),
          one.waiting,
        ])}
      />
    </Layout>
  );
}

function EraseForm({ frame }: { frame: Frame }): VNode {
  return (
    <Panel id="erase" title="Erase a customer">
      <form method="post" action={address('erasures', frame.store)} class="in ask">
        <Csrf token={frame.csrf} />
        <span>
          <label for="erase-email">E-mail of the customer</label>
          <input class="input" id="erase-email" name="email" type="email" required autocomplete="off" />
        </span>
        <label class="opt">
          <input type="checkbox" name="dryRun" value="true" checked /> count first
        </label>
        <label class="opt">
          <input type="checkbox" name="confirmed" value="true" /> yes, erase for ever
        </label>
        <button class="b risk">Erase</button>
      </form>
    </Panel>
  );
}

function Result({ result: { dryRun, orders, erased, waitingOrders } }: { result: ErasureDetailDto }): VNode {
  return (
    <>
      <Note role="status" tone={dryRun ? 'info' : 'ok'}>
        {counted(orders, 'order')} of this customer. {dryRun ? 'Nothing is changed yet.' : 'Erased.'}
      </Note>
      <Table
        caption={dryRun ? 'Rows that would be erased' : 'Rows that were erased'}
        head={['Table', 'Rows']}
        rows={erased.map(({ table, rows }) => [table, rows])}
      />
      <Table
        caption="Orders that wait; each is erased in the night after it is closed"
        head={['Store', 'Order', 'Why']}
        rows={waitingOrders.map(({ storeCode, orderCode, why }) => [
          storeCode,
          <OrderLink store={storeCode} code={orderCode} />,
          why,
        ])}
      />
    </>
  );
}

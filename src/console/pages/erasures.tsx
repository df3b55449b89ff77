import type { VNode } from 'preact';
import type { ErasureDetailDto, ErasureDto } from '../../personal-data/dto/erasure.dto.js';
import { Right } from '../rights.js';
import { Action, address, Moment, OrderLink, Table } from '../views/cells.js';
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
    <Layout frame={frame} title="Erased customers" here="erasures">
      <p>
        Removes name, addresses, e-mail and telephone from a customer’s orders of all stores and all that
        hangs on them. Money and quantities stay. It cannot be undone.
      </p>
      {frame.may[Right.Administer] && <EraseForm frame={frame} />}
      {result && <Result result={result} />}
      <Table
        caption="Erasures"
        head={['When', 'Asked by', 'Store', 'E-mail hash', 'Orders', 'Rows', 'Still waiting']}
        rows={erasures.map((one) => [
          <Moment key="at" at={one.requestedAt} />,
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
    <Action to={address('erasures', frame.store)} label="Erase" csrf={frame.csrf}>
      <label for="erase-email">E-mail of the customer</label>{' '}
      <input id="erase-email" name="email" type="email" required autocomplete="off" />{' '}
      <label>
        <input type="checkbox" name="dryRun" value="true" checked /> only count
      </label>{' '}
      <label>
        <input type="checkbox" name="confirmed" value="true" /> yes, erase for ever
      </label>{' '}
    </Action>
  );
}

function Result({ result: { dryRun, orders, erased, waitingOrders } }: { result: ErasureDetailDto }): VNode {
  return (
    <>
      <p class="notice" role="status">
        {orders} order(s) of this customer. {dryRun ? 'Nothing is changed yet.' : 'Erased.'}
      </p>
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
          <OrderLink key="order" store={storeCode} code={orderCode} />,
          why,
        ])}
      />
    </>
  );
}

import type { VNode } from 'preact';
import type { TotalExplanationDto } from '../../orders/dto/held-orders.dto.js';
import { settingOf } from '../../orders/total-explanation.js';
import { Facts, OrderLink, Table } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';

interface TotalPageProps {
  frame: Frame;
  orderCode: string;
  explained: TotalExplanationDto;
}

/** What an order's total is made of, as Magento shows it now, and the settings that would explain the rest. */
export function TotalPage({ frame, orderCode, explained }: TotalPageProps): VNode {
  const { grandTotal, parts, unexplained, linesDiffer, reason, proposals } = explained;
  return (
    <Layout frame={frame} title={`Total of order ${orderCode}`} here="orders">
      <Facts
        rows={[
          ['Order', <OrderLink key="order" store={frame.store} code={orderCode} />],
          ['Grand total', grandTotal],
          ['Not explained', unexplained],
          ['Subtotal less its lines', linesDiffer],
          ['Verdict', reason === null ? 'It balances.' : reason],
        ]}
      />
      <Table
        caption="What is known of it"
        head={['Field', 'Counts as', 'Amount']}
        rows={parts.map(({ name, as, amount }) => [name, as, amount])}
      />
      <Table
        caption="Settings that explain the rest: choose the one that is true"
        head={['totalAttributes', 'Amounts']}
        rows={proposals.map(({ attributes }) => [
          <code key="setting">{JSON.stringify(attributes.map(settingOf))}</code>,
          attributes.map(({ amount }) => amount).join(', '),
        ])}
      />
    </Layout>
  );
}

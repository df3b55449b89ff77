import type { VNode } from 'preact';
import type { TotalExplanationDto } from '../../orders/dto/held-orders.dto.js';
import { settingOf } from '../../orders/total-explanation.js';
import { Facts } from '../views/blocks.js';
import { OrderLink } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { Table } from '../views/table.js';
import { reasonInWords } from '../../words/reasons.js';

interface TotalPageProps {
  frame: Frame;
  orderCode: string;
  explained: TotalExplanationDto;
}

/** What an order's total is made of, as Magento shows it now, and the settings that would explain the rest. */
export function TotalPage({ frame, orderCode, explained }: TotalPageProps): VNode {
  const { grandTotal, parts, unexplained, linesDiffer, reason, proposals } = explained;
  return (
    <Layout
      frame={frame}
      title={`Total of order ${orderCode}`}
      here="orders"
      crumb={{ to: `orders/${orderCode}`, label: 'The order' }}
      isStill
    >
      <Facts
        rows={[
          ['Order', <OrderLink store={frame.store} code={orderCode} />],
          ['Grand total', grandTotal],
          ['Not explained', unexplained],
          ['Subtotal less its lines', linesDiffer],
          ['Verdict', reason === null ? 'It balances.' : reasonInWords(reason)],
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
          <code>{JSON.stringify(attributes.map(settingOf))}</code>,
          attributes.map(({ amount }) => amount).join(', '),
        ])}
      />
    </Layout>
  );
}

import type { VNode } from 'preact';
import type { ReconciliationDetailDto } from '../../reconciliation/dto/reconciliation.dto.js';
import { address, Badge, Facts, PageLink, Table, text, Moment } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';

export interface ReconciliationPageProps {
  frame: Frame;
  found: Omit<ReconciliationDetailDto, 'found'>;
}

/** One comparison: how many orders each side has, day by day, and the way to what differed. */
export function ReconciliationPage({ frame, found }: ReconciliationPageProps): VNode {
  const differences = { reconciliation: found.reconciliationId };
  return (
    <Layout frame={frame} title="Comparison with Magento" here="reconciliations">
      <Facts
        rows={[
          ['State', <Badge key="s" value={found.state} />],
          ['Why', text(found.errorMessage)],
          ['Orders created from', <Moment key="f" at={found.from} />],
          ['To', <Moment key="t" at={found.to} />],
          ['In Magento', found.ordersMagento],
          ['Here, before the repair', found.ordersHere],
          ['Differences', <a href={address('differences', frame.store, differences)}>{found.differences}</a>],
          ['Repaired', found.repaired],
          ['Asked by', found.requestedBy],
          ['Begun', <Moment key="b" at={found.startedAt} />],
          ['Ended', <Moment key="e" at={found.finishedAt} />],
        ]}
      />
      <Table
        caption="Orders by day of creation (UTC)"
        head={['Day', 'In Magento', 'Here, before the repair', 'Missing']}
        rows={found.days.map(({ day, ordersMagento, ordersHere }) => [
          day,
          ordersMagento,
          ordersHere,
          ordersMagento === ordersHere ? '' : Math.abs(ordersMagento - ordersHere),
        ])}
      />
      <Stock frame={frame} stock={found.stock} />
    </Layout>
  );
}

function Stock({ frame, stock }: { frame: Frame; stock: ReconciliationDetailDto['stock'] }): VNode {
  if (!stock) return <p>No stock is kept for this store, so none was compared.</p>;
  return (
    <>
      <h2>Stock</h2>
      <Facts
        rows={[
          ['State', <Badge key="s" value={stock.state} />],
          ['Why', text(stock.errorMessage)],
          ['Levels compared', stock.checked],
          ['Not readable', stock.unread],
          ['Drifted', <PageLink key="d" store={frame.store} to="drift" label={String(stock.drifted)} />],
        ]}
      />
    </>
  );
}

import type { VNode } from 'preact';
import type { ReconciliationDetailDto } from '../../reconciliation/dto/reconciliation.dto.js';
import { Facts, Note } from '../views/blocks.js';
import { address, Count, Moment, PageLink, Quantity, text } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { Badge } from '../views/pill.js';
import { Table } from '../views/table.js';
import { actorInWords, counted } from '../../words/kinds.js';

export interface ReconciliationPageProps {
  frame: Frame;
  found: Omit<ReconciliationDetailDto, 'found'>;
}

/** One comparison: how many orders each side has, day by day, and the way to what differed. */
export function ReconciliationPage({ frame, found }: ReconciliationPageProps): VNode {
  const differences = { reconciliation: found.reconciliationId };
  return (
    <Layout
      frame={frame}
      title="Comparison with Magento"
      here="reconciliations"
      crumb={{ to: 'reconciliations', label: 'Comparisons' }}
      beside={<Badge of="comparison" value={found.state} />}
      actions={
        <a class="b" href={address('differences', frame.store, differences)}>
          {counted(found.differences, 'difference')}
        </a>
      }
    >
      {found.errorMessage && <Note tone="danger">{found.errorMessage}</Note>}
      <div class="cols">
        <div>
          <Days found={found} />
        </div>
        <aside>
          <Facts
            rows={[
              ['Orders from', <Moment at={found.from} />],
              ['To', <Moment at={found.to} />],
              ['In Magento', <Quantity of={found.ordersMagento} />],
              ['Here, before', <Quantity of={found.ordersHere} />],
              ['Differences', <Count of={found.differences} />],
              ['Put right', <Count of={found.repaired} />],
              ['Asked by', actorInWords(found.requestedBy)],
              ['Begun', <Moment at={found.startedAt} />],
              ['Ended', <Moment at={found.finishedAt} />],
            ]}
          />
          <Stock frame={frame} stock={found.stock} />
        </aside>
      </div>
    </Layout>
  );
}

function Days({ found }: { found: ReconciliationPageProps['found'] }): VNode {
  return (
    <Table
      caption="Orders by day of creation (UTC)"
      head={[
        { label: 'Day', main: true },
        { label: 'In Magento', numeric: true },
        { label: 'Here, before', numeric: true },
        { label: 'Missing', numeric: true },
      ]}
      rows={found.days.map(({ day, ordersMagento, ordersHere }) => [
        day,
        <Quantity of={ordersMagento} />,
        <Quantity of={ordersHere} />,
        <Count of={Math.abs(ordersMagento - ordersHere)} />,
      ])}
      empty="The days are listed once the comparison has ended."
    />
  );
}

function Stock({ frame, stock }: { frame: Frame; stock: ReconciliationDetailDto['stock'] }): VNode {
  if (!stock) return <Note>No stock is kept for this store, so none was compared.</Note>;
  return (
    <Facts
      title="Stock"
      rows={[
        ['State', <Badge of="comparison" value={stock.state} />],
        ['Why', text(stock.errorMessage)],
        ['Levels compared', <Quantity of={stock.checked} />],
        ['Not readable', <Count of={stock.unread} />],
        ['Drifted', <PageLink store={frame.store} to="drift" label={String(stock.drifted)} />],
      ]}
    />
  );
}

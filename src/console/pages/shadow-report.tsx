import type { VNode } from 'preact';
import type { ShadowReportDto } from '../../shadow/dto/shadow-report.dto.js';
import { Facts } from '../views/blocks.js';
import { Moment, PageLink, address, text } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { Badge } from '../views/pill.js';
import { Table } from '../views/table.js';
import { endpointInWords, eventInWords, writeName } from '../../words/kinds.js';
import { stateInWords } from '../words/states.js';

/** What the store would have sent, and what Magento shows that another integration did instead. */
export function ShadowReportPage({ frame, report }: { frame: Frame; report: ShadowReportDto }): VNode {
  return (
    <Layout frame={frame} title="Shadow mode: planned, and done by others" here="shadow-report" isStill>
      <form method="get" action={address('shadow-report', frame.store)} class="ask">
        <input type="hidden" name="store" value={frame.store} />
        <span>
          <label for="from">From</label>
          <input class="input" id="from" name="from" value={report.from} />
        </span>
        <span>
          <label for="to">To</label>
          <input class="input" id="to" name="to" value={report.to} />
        </span>
        <button class="b">Show</button>
      </form>
      <Facts
        rows={[
          ['Mode', stateInWords('mode', report.mode).word],
          ['Orders read in Magento', report.ordersRead],
          ['Calls', report.magentoCalls],
          ['Lists', report.truncated ? 'cut: ask for a shorter time' : 'whole'],
        ]}
      />
      <Kinds report={report} />
      <Writes frame={frame} report={report} />
      <Others report={report} />
    </Layout>
  );
}

function Kinds({ report }: { report: ShadowReportDto }): VNode {
  return (
    <Table
      caption="Writes by kind"
      head={[
        'Kind',
        'Not sent',
        'Same',
        'Different',
        'Not there',
        'Not compared',
        'There already',
        'Refused',
      ]}
      rows={report.kinds.map((one) => [
        writeName(one.kind),
        one.shadowed,
        one.same,
        one.different,
        one.notThere,
        one.notCompared,
        one.already,
        one.refused,
      ])}
    />
  );
}

function Writes({ frame, report }: { frame: Frame; report: ShadowReportDto }): VNode {
  return (
    <Table
      caption="Writes that were not sent"
      head={['Asked', 'Kind', 'Order', 'In Magento', 'What', 'Document']}
      rows={report.writes.map((one) => [
        <Moment at={one.createdAt} />,
        <PageLink store={frame.store} to={`operations/${one.operationId}`} label={writeName(one.kind)} />,
        <PageLink store={frame.store} to={`orders/${one.orderCode}`} label={one.orderCode} />,
        <Badge of="verdict" value={one.verdict} />,
        text(one.what),
        text(one.magentoId),
      ])}
    />
  );
}

function Others({ report }: { report: ShadowReportDto }): VNode {
  return (
    <>
      <Table
        caption="Done in Magento, and not planned here"
        head={['Order', 'Kind', 'Document', 'When (UTC)', 'What']}
        rows={report.extras.map((one) => [
          one.orderCode,
          one.kind,
          text(one.magentoId),
          text(one.at),
          one.what,
        ])}
      />
      <Table
        caption="Stock that was not sent"
        head={['SKU', 'Source', 'Wanted', 'In Magento', 'Verdict', 'What']}
        rows={report.stock.map((one) => [
          one.channelSkuCode,
          one.sourceCode,
          one.wanted,
          text(one.magentoQuantity),
          <Badge of="verdict" value={one.verdict} />,
          text(one.what),
        ])}
      />
      <Table
        caption="Deliveries that were not sent"
        head={['Kind', 'Event', 'Not sent']}
        rows={report.deliveries.map((one) => [
          endpointInWords(one.kind),
          eventInWords(one.eventType),
          one.shadowed,
        ])}
      />
    </>
  );
}

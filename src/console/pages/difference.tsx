import type { VNode } from 'preact';
import type { FoundDifference } from '../../reconciliation/reconciliations.repository.js';
import { Severity, severityOf } from '../../reconciliation/reconciliation.types.js';
import { Right } from '../rights.js';
import { Exchange, Facts, Note } from '../views/blocks.js';
import { Action, address, Id, Moment, OrderLink, PageLink } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { Badge, Coded } from '../views/pill.js';
import { differenceInWords } from '../../words/kinds.js';

/** What differed, and for a lost document of ours the one thing that may be done about it. */
export function DifferencePage({ frame, found }: { frame: Frame; found: FoundDifference }): VNode {
  const { operationId, reconciliationId } = found;
  const words = differenceInWords(found.kind);
  return (
    <Layout
      frame={frame}
      title={`${words}, order ${found.orderCode}`}
      here="differences"
      crumb={{ to: 'differences', label: 'Differences' }}
      beside={<Badge of="severity" value={severityOf(found)} />}
      actions={frame.may[Right.Operate] && <Actions frame={frame} found={found} />}
    >
      <Note tone={found.repaired ? 'ok' : 'attention'}>
        <b>What to do</b>: {found.reason}
      </Note>
      <div class="cols">
        <div>
          {frame.may[Right.Payloads] && <Exchange title="Here" value={found.ours} />}
          {frame.may[Right.Payloads] && <Exchange title="In Magento" value={found.theirs} />}
        </div>
        <aside>
          <Facts
            rows={[
              ['Kind', <Coded word={words} code={found.kind} />],
              ['Order', <OrderLink store={frame.store} code={found.orderCode} />],
              ['Put right', found.repaired ? 'Yes' : 'No'],
              ['Compared', <Moment at={found.startedAt} />],
              [
                'Comparison',
                <PageLink
                  store={frame.store}
                  to={`reconciliations/${reconciliationId}`}
                  label="Its comparison"
                />,
              ],
              [
                'Made by',
                operationId && (
                  <PageLink
                    store={frame.store}
                    to={`operations/${operationId}`}
                    label="The write that made it"
                  />
                ),
              ],
              ['Write', <Id of={operationId} what="id of the write" />],
            ]}
          />
        </aside>
      </div>
    </Layout>
  );
}

function Actions({ frame, found }: { frame: Frame; found: FoundDifference }): VNode {
  const to = (action: string): string => address(`differences/${found.id}/${action}`, frame.store);
  return (
    <>
      {found.operationId !== null && !found.repaired && (
        <Action to={to('repair')} label="Make it again in Magento" csrf={frame.csrf} />
      )}
      {severityOf(found) === Severity.Error && (
        <Action to={to('undone')} label="It is undone in Magento" csrf={frame.csrf} />
      )}
    </>
  );
}

import type { VNode } from 'preact';
import type { FoundDifference } from '../../reconciliation/reconciliations.repository.js';
import { Severity, severityOf } from '../../reconciliation/reconciliation.types.js';
import { Right } from '../rights.js';
import { Action, address, Badge, Exchange, Facts, Moment, OrderLink, PageLink } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';

/** What differed, and for a lost document of ours the one thing that may be done about it. */
export function DifferencePage({ frame, found }: { frame: Frame; found: FoundDifference }): VNode {
  const { operationId } = found;
  return (
    <Layout frame={frame} title={`${found.kind} of order ${found.orderCode}`} here="differences">
      <Facts
        rows={[
          ['Severity', <Badge key="severity" value={severityOf(found)} />],
          ['What to do', found.reason],
          ['Order', <OrderLink key="order" store={frame.store} code={found.orderCode} />],
          ['Repaired', found.repaired ? 'yes' : 'no'],
          ['Compared', <Moment key="at" at={found.startedAt} />],
          [
            'Comparison',
            <PageLink
              key="in"
              store={frame.store}
              to={`reconciliations/${found.reconciliationId}`}
              label={found.reconciliationId}
            />,
          ],
          [
            'Made by',
            operationId && (
              <PageLink key="by" store={frame.store} to={`operations/${operationId}`} label={operationId} />
            ),
          ],
        ]}
      />
      {frame.may[Right.Operate] && operationId !== null && !found.repaired && (
        <p>
          <Action
            to={address(`differences/${found.id}/repair`, frame.store)}
            label="Make it again in Magento"
            csrf={frame.csrf}
          />
        </p>
      )}
      {frame.may[Right.Operate] && severityOf(found) === Severity.Error && (
        <p>
          <Action
            to={address(`differences/${found.id}/undone`, frame.store)}
            label="It is undone in Magento"
            csrf={frame.csrf}
          />
        </p>
      )}
      {frame.may[Right.Payloads] && <Exchange title="Ours" value={found.ours} />}
      {frame.may[Right.Payloads] && <Exchange title="Magento's" value={found.theirs} />}
    </Layout>
  );
}

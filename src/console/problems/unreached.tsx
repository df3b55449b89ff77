import type { VNode } from 'preact';
import { Right } from '../rights.js';
import { Banner, Fold } from '../views/blocks.js';
import { Action, address, Moment, Quantity } from '../views/cells.js';
import { clock, duration } from '../views/format.js';
import type { Frame } from '../views/layout.js';
import { counted } from '../../words/kinds.js';
import { reasonInWords, reasonOf } from '../../words/reasons.js';
import type { Problem } from '../../problems/problems.read-model.js';

/** Codes of a server that cannot be reached, or refuses the sign-in. */
const NOT_REACHED = new Set([
  'MAGENTO_UNREACHABLE',
  'MAGENTO_BREAKER_OPEN',
  'MAGENTO_NO_ANSWER',
  'MAGENTO_GATEWAY',
  'MAGENTO_PROTOCOL',
]);

/** The shop does not answer: what, since when, why, what the bridge does, and what to press. */
export function UnreachedBanner(props: {
  frame: Frame;
  problem: Problem;
  waiting: number;
  index: number;
}): VNode {
  const { frame, problem, waiting, index } = props;
  const { cause, detail, first, tries, next } = problem;
  const { store, reader, host, csrf } = frame;
  const what = NOT_REACHED.has(cause)
    ? `${store} cannot be reached`
    : `${store}: ${reasonInWords(cause).toLowerCase()}`;
  const since = `since ${clock(first, reader)}, for ${duration(Math.max(0, reader.now - first.getTime()))}`;
  return (
    <Banner id={`unreached-${index}`} tone="danger" title={`${what} ${since}`}>
      <p>
        {host}: {reasonInWords(cause).toLowerCase()}. {reasonOf(cause)?.then ?? 'The words below say more'}.
        Nothing is lost: Magento keeps the orders,{' '}
        {waiting === 0
          ? 'no write waits here'
          : `${counted(waiting, 'write waits', 'writes wait')} here in their order`}
        , and the bridge asks again by itself.
      </p>
      <dl class="figures">
        <div>
          <dt>Last answer</dt>
          <dd>
            <Moment at={first} />
          </dd>
        </div>
        <div>
          <dt>Tries since then</dt>
          <dd>
            <Quantity of={tries} />
          </dd>
        </div>
        <div>
          <dt>Next try</dt>
          <dd>
            <Moment at={next} />
          </dd>
        </div>
      </dl>
      <div class="row">
        {frame.may[Right.Operate] && (
          <Action
            to={address('store/check', store)}
            label="Check the connection now"
            csrf={csrf}
            kind="primary"
            icon="again"
          />
        )}
        {frame.may[Right.Administer] && (
          <Action to={address('store/pause', store)} label="Pause the store" csrf={csrf} />
        )}
        <a class="b" href={address('runs', store, { state: 'FAILED' })}>
          Failed reads
        </a>
        <Fold summary="What Magento said">
          <p class="small mono">
            {cause}: {detail}
          </p>
        </Fold>
      </div>
    </Banner>
  );
}

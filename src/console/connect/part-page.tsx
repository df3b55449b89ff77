import type { VNode } from 'preact';
import { address } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { StoreTabs } from '../views/store-tabs.js';
import { STEP_ABOUT, STEP_TITLES } from '../words/set-up.js';
import type { StoreContext } from '../../stores/stores.service.js';
import type { Part } from './set-up-steps.js';

/** A part of a store's set-up, at any time: a tab of the store. */
export function PartPage(props: { frame: Frame; store: StoreContext; part: Part; content: VNode }): VNode {
  const { frame, store, part, content } = props;
  return (
    <Layout
      frame={frame}
      title={`${STEP_TITLES[part]} of ${store.code}`}
      here="store"
      isStill
      crumb={{ to: 'stores', label: 'Stores' }}
      about={`${STEP_ABOUT[part]}.`}
      actions={
        store.paused && (
          <a class="b" href={address('store/connect', store.code)}>
            Go on connecting
          </a>
        )
      }
    >
      <StoreTabs store={store.code} here={`store/${part}`} frame={frame} />
      {content}
    </Layout>
  );
}

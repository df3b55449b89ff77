import type { ComponentChildren, VNode } from 'preact';
import { Logo } from './icons.js';
import { Page } from './layout.js';

/** A page of somebody who is not in. */
export function Door({
  title,
  next,
  children,
}: {
  title: string;
  next?: string;
  children: ComponentChildren;
}): VNode {
  return (
    <Page title={title} next={next}>
      <div class="door">
        <main>
          <p class="brand">
            <Logo />
            OMS bridge
          </p>
          <div class="panel stackf">{children}</div>
        </main>
      </div>
    </Page>
  );
}

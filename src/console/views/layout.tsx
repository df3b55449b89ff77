import type { ComponentChildren, VNode } from 'preact';
import { Note } from './blocks.js';
import { address, Csrf } from './cells.js';
import { clockSeconds, zoneInWords } from './format.js';
import type { Frame } from './frame.js';
import { Find } from './find.js';
import { Icon } from './icons.js';
import { ReaderProvider } from './reader.js';
import { Side } from './side.js';

export type { Frame };

export function Page(props: {
  title: string;
  children: ComponentChildren;
  /** Where the browser goes by itself. */
  next?: string;
}): VNode {
  const { title, children, next } = props;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Magento–Increff bridge`}</title>
        {next !== undefined && <meta http-equiv="refresh" content={`0; url=${next}`} />}
        <link rel="icon" href="/console/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/console/assets/console.css" />
        <script type="module" src="/console/assets/console.js" />
      </head>
      <body>{children}</body>
    </html>
  );
}

interface LayoutProps {
  frame: Frame;
  title: string;
  /** Place in the navigation. */
  here: string;
  /** The list that the page was reached from. */
  crumb?: { to: string; label: string };
  /** Beside the heading. */
  beside?: ComponentChildren;
  /** One line below it. */
  about?: ComponentChildren;
  /** Buttons on its other end. */
  actions?: ComponentChildren;
  /** Each reading of the page costs the shop something: it is not read again by itself. */
  isStill?: boolean;
  children: ComponentChildren;
}

export function Layout(props: LayoutProps): VNode {
  const { frame, title, here, children } = props;
  return (
    <ReaderProvider value={frame.reader}>
      <Page title={title}>
        <a class="skip" href="#main">
          Skip to content
        </a>
        <div class="shell">
          <Side frame={frame} here={here} />
          <div class="page">
            <Top frame={frame} isLive={props.isStill !== true} />
            <main id="main">
              <Heading {...props} />
              {frame.inShadow && <ShadowNote store={frame.store} />}
              {frame.notice !== undefined && <Note role="status">{frame.notice}</Note>}
              {children}
            </main>
          </div>
        </div>
      </Page>
    </ReaderProvider>
  );
}

function Heading({ frame, title, crumb, beside, about, actions }: LayoutProps): VNode {
  return (
    <div class="h">
      <div>
        {crumb && (
          <p class="crumb">
            <a href={address(crumb.to, frame.store)}>
              <Icon name="left" />
              {crumb.label}
            </a>
          </p>
        )}
        <h1>
          {beside === undefined ? (
            title
          ) : (
            <span class="row">
              {title} {beside}
            </span>
          )}
        </h1>
        {about !== undefined && <p>{about}</p>}
      </div>
      {actions && <div class="row">{actions}</div>}
    </div>
  );
}

function ShadowNote({ store }: { store: string }): VNode {
  return (
    <Note tone="attention" role="status">
      Store {store} is in shadow mode: it sends neither writes to Magento nor deliveries.{' '}
      <a href={address('shadow-report', store)}>What it would have sent</a>
    </Note>
  );
}

/** Search over everything, how old the page is, and by which clock. */
function Top({ frame, isLive }: { frame: Frame; isLive: boolean }): VNode {
  const { reader } = frame;
  const zone = zoneInWords(reader);
  return (
    <header class="top">
      <button class="b icon plain burger" type="button" popovertarget="nav" aria-label="Navigation">
        <Icon name="menu" />
      </button>
      <Find
        store={frame.store}
        action="/console/search"
        what="Everything"
        placeholder="Order, AWB, SKU, e-mail, return…"
        shortcut="/"
      />
      <p class="live" title={`Times are in ${reader.zone}.`}>
        <span>
          <span
            data-live={isLive ? '' : undefined}
          >{`Read at ${clockSeconds(new Date(reader.now), reader)}`}</span>{' '}
          · {zone}
        </span>
      </p>
      <details class="menu">
        <summary class="b icon plain" aria-label="Your account">
          <Icon name="user" />
        </summary>
        <ul>
          <li>
            <span class="muted">{frame.name}</span>
          </li>
          <li>
            <span class="muted">Times: {reader.zone}</span>
          </li>
          <li>
            <form method="post" action="/console/sign-out" class="action">
              <Csrf token={frame.csrf} />
              <button class="b plain s">Sign out</button>
            </form>
          </li>
        </ul>
      </details>
    </header>
  );
}

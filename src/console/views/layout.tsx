import type { ComponentChildren, VNode } from 'preact';
import { LISTINGS } from '../listings/index.js';
import { Right } from '../rights.js';
import { address } from './cells.js';

/** What every page of a signed-in person has. */
export interface Frame {
  /** Who has signed in. */
  name: string;
  /** In the store that the page is about. */
  may: Record<Right, boolean>;
  /** Store that the page is about. */
  store: string;
  stores: string[];
  /** The store that the page is about sends nothing. */
  inShadow: boolean;
  csrf: string;
  /** What the last action did. */
  notice?: string;
}

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
      </head>
      <body>{children}</body>
    </html>
  );
}

export function Layout({
  frame,
  title,
  here,
  children,
}: {
  frame: Frame;
  title: string;
  /** Place in the menu. */
  here: string;
  children: ComponentChildren;
}): VNode {
  return (
    <Page title={title}>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header>
        <strong>Magento–Increff bridge</strong>
        <StorePicker frame={frame} />
        <form method="post" action="/console/sign-out" class="action">
          <input type="hidden" name="_csrf" value={frame.csrf} />
          <span>{frame.name}</span> <button>Sign out</button>
        </form>
      </header>
      <Menu frame={frame} here={here} />
      <main id="main">
        <h1>{title}</h1>
        {frame.inShadow && <ShadowBanner store={frame.store} />}
        {frame.notice !== undefined && (
          <p class="notice" role="status">
            {frame.notice}
          </p>
        )}
        {children}
      </main>
    </Page>
  );
}

function ShadowBanner({ store }: { store: string }): VNode {
  return (
    <p class="notice" role="status">
      Store {store} is in shadow mode: it sends neither writes to Magento nor deliveries.{' '}
      <a href={address('shadow-report', store)}>What it would have sent</a>
    </p>
  );
}

function Menu({ frame, here }: { frame: Frame; here: string }): VNode {
  const places: [string, string][] = [
    ['', 'Overview'],
    ...Object.entries(LISTINGS).map(([path, { title }]): [string, string] => [path, title]),
  ];
  if (frame.may[Right.Operate]) places.push(['shadow-report', 'Shadow mode']);
  if (frame.may[Right.Settings]) places.push(['stores', 'Stores']);
  if (frame.may[Right.Audit]) places.push(['audit', 'Audit log'], ['erasures', 'Erased customers']);
  return (
    <nav aria-label="Pages">
      <ul>
        {places.map(([path, label]) => (
          <li key={path}>
            <a href={address(path, frame.store)} aria-current={path === here ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function StorePicker({ frame }: { frame: Frame }): VNode {
  return (
    <form method="get" action="/console" class="action">
      <label for="store">Store</label>{' '}
      <input id="store" name="store" value={frame.store} list="stores" autocomplete="off" />
      <datalist id="stores">
        {frame.stores.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>{' '}
      <button>Go</button>
    </form>
  );
}

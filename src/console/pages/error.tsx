import type { VNode } from 'preact';
import type { AppError } from '../../platform/errors/app-error.js';
import { Icon } from '../views/icons.js';
import { Note } from '../views/blocks.js';
import { Id } from '../views/cells.js';
import { Door } from '../views/door.js';
import { type Frame, Layout } from '../views/layout.js';

const TITLES: Record<number, string> = {
  403: 'You may not do this',
  404: 'There is no such page',
  409: 'That cannot be done now',
};

export function ErrorPage(props: { frame?: Frame; error: AppError; requestId: string }): VNode {
  const { frame, error, requestId } = props;
  const title = TITLES[error.status] ?? 'That did not work';
  const words = <Words error={error} requestId={requestId} />;
  if (!frame) {
    return (
      <Door title={title}>
        <h1>{title}</h1>
        {words}
      </Door>
    );
  }
  return (
    <Layout frame={frame} title={title} here="error">
      {words}
    </Layout>
  );
}

function Words({ error, requestId }: { error: AppError; requestId: string }): VNode {
  return (
    <>
      <Note tone="danger" role="alert">
        {error.message}
      </Note>
      {error.errors.map(({ field, message }) => (
        <p key={field} class="error">
          <Icon name="no" />
          <span>
            <code>{field}</code> {message}
          </span>
        </p>
      ))}
      <p class="muted small">
        <code>{error.code}</code>, request <Id of={requestId} what="request id" />
      </p>
      <p>
        <a class="b" href="/console">
          To the first page
        </a>
      </p>
    </>
  );
}

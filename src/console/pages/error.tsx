import type { VNode } from 'preact';
import type { AppError } from '../../platform/errors/app-error.js';
import { type Frame, Layout, Page } from '../views/layout.js';

export function ErrorPage(props: { frame?: Frame; error: AppError; requestId: string }): VNode {
  const { frame, error, requestId } = props;
  const words = (
    <>
      <p class="alarm" role="alert">
        {error.message}
      </p>
      {error.errors.map(({ field, message }) => (
        <p key={field}>
          <code>{field}</code> {message}
        </p>
      ))}
      <p>
        {error.code}, request {requestId}. <a href="/console">To the overview</a>
      </p>
    </>
  );
  if (frame) {
    return (
      <Layout frame={frame} title="That did not work" here="error">
        {words}
      </Layout>
    );
  }
  return (
    <Page title="That did not work">
      <main class="sign-in">
        <h1>That did not work</h1>
        {words}
      </main>
    </Page>
  );
}

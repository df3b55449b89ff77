import type { VNode } from 'preact';
import { Page } from '../views/layout.js';

export function SignInPage({ csrf, failed }: { csrf: string; failed: boolean }): VNode {
  return (
    <Page title="Sign in">
      <main class="sign-in">
        <h1>Magento–Increff bridge</h1>
        <p>Sign in with an API client of scope admin or orders:read.</p>
        {failed && (
          <p class="alarm" role="alert">
            No client of such a scope has this id and secret.
          </p>
        )}
        <form method="post" action="/console/sign-in">
          <input type="hidden" name="_csrf" value={csrf} />
          <label for="clientId">Client id</label>
          <input id="clientId" name="clientId" autocomplete="username" required maxLength={64} />
          <label for="clientSecret">Client secret</label>
          <input
            id="clientSecret"
            name="clientSecret"
            type="password"
            autocomplete="current-password"
            required
            maxLength={255}
          />
          <button>Sign in</button>
        </form>
      </main>
    </Page>
  );
}

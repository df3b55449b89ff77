import type { VNode } from 'preact';
import { Note } from '../views/blocks.js';
import { Csrf } from '../views/cells.js';
import { Door } from '../views/door.js';

export interface SignInPageProps {
  csrf: string;
  /** Id and secret were wrong. */
  failed?: boolean;
  /** What was typed, which a wrong secret does not lose. */
  clientId?: string;
  /** Host of the provider that people sign in with. */
  provider?: string;
  /** API clients may sign in. */
  clients: boolean;
}

export function SignInPage(props: SignInPageProps): VNode {
  const { csrf, failed = false, provider, clients, clientId } = props;
  return (
    <Door title="Sign in">
      <h1>Sign in</h1>
      {provider !== undefined && (
        <p>
          <a class="b primary" href="/console/sign-in/person">
            Sign in with {provider}
          </a>
        </p>
      )}
      {clients && <ClientForm csrf={csrf} failed={failed} clientId={clientId} />}
    </Door>
  );
}

function ClientForm(props: { csrf: string; failed: boolean; clientId?: string }): VNode {
  const { csrf, failed, clientId } = props;
  return (
    <>
      <p class="help">
        With the id and the secret that the service showed when it was first started, or that your
        administrator gave you.
      </p>
      {failed && (
        <Note tone="danger" role="alert">
          This id and secret do not fit, or may not use the console. Type both as they were given to you; an
          administrator can give the client the scope <code>admin</code> or <code>orders:read</code>.
        </Note>
      )}
      <form method="post" action="/console/sign-in" class="stackf">
        <Csrf token={csrf} />
        <div>
          <label for="clientId">Client id</label>
          <input
            class="input"
            id="clientId"
            name="clientId"
            value={clientId}
            autocomplete="username"
            required
            maxLength={64}
          />
        </div>
        <div>
          <label for="clientSecret">Client secret</label>
          <input
            class="input"
            id="clientSecret"
            name="clientSecret"
            type="password"
            autocomplete="current-password"
            required
            maxLength={255}
          />
        </div>
        <button class="b primary">Sign in</button>
      </form>
    </>
  );
}

/**
 * Between the provider and the first page. The cookie of the session is sent with what our own pages ask for only, which this
 * one does and the provider's redirect does not.
 */
export function SignedInPage(): VNode {
  return (
    <Door title="Signed in" next="/console">
      <h1>Signed in</h1>
      <p>
        <a href="/console">Go on to the first page</a>
      </p>
    </Door>
  );
}

export function SignedOutPage({ provider, url }: { provider: string; url: string }): VNode {
  return (
    <Door title="Signed out">
      <h1>Signed out</h1>
      <p>
        You are signed out here, and still signed in at {provider}. <a href={url}>Sign out there as well</a>
      </p>
      <p>
        <a href="/console/sign-in">Sign in again</a>
      </p>
    </Door>
  );
}

/** No way in, and why: something to do about it, without the provider's own words. */
export function NotSignedInPage(props: { title: string; words: string; requestId: string }): VNode {
  return (
    <Door title={props.title}>
      <h1>{props.title}</h1>
      <Note tone="danger" role="alert">
        {props.words}
      </Note>
      <p>
        <a href="/console/sign-in">To the sign-in</a>, request {props.requestId}
      </p>
    </Door>
  );
}

/** What to ask the administrator for. */
export function NoRolePage(props: {
  name: string;
  claim: string;
  values: string[];
  requestId: string;
}): VNode {
  return (
    <Door title="No role">
      <h1>You have no role here</h1>
      <Note tone="danger" role="alert">
        You have signed in as {props.name}, but nobody has given you a role in this service.
      </Note>
      <p>
        Ask the administrator of your sign-in to give you one of these (in the claim{' '}
        <code>{props.claim}</code>), and then sign in again:
      </p>
      <ul>
        {props.values.map((value) => (
          <li key={value}>
            <code>{value}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href="/console/sign-in">To the sign-in</a>, request {props.requestId}
      </p>
    </Door>
  );
}

import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import * as oidc from 'openid-client';
import { AppConfig } from '../../platform/config/app-config.js';
import type { OidcSettings } from '../../platform/config/oidc-settings.js';
import { GuardedAgents } from '../../platform/outgoing/guarded-agents.js';
import { TargetRules } from '../../platform/outgoing/target-rules.js';
import { ShortMemory } from '../../platform/time/short-memory.js';
import { type Claims, claimAt } from './claims.js';
import { guardedFetch, ProviderUnreachableError } from './guarded-fetch.js';
import type { PendingSignIn } from './pending-sign-in.js';
import { ProviderUnavailableError, SignInFailedError } from './people.errors.js';

const ANSWER_SECONDS = 10;
const KNOWN_MS = 3_600_000;
/** A provider that is down is not asked for every visitor. */
const PAUSE_MS = 2000;

/** Who has signed in, as the provider says. */
export interface Identity {
  claims: Claims & { sub: string; iss: string; exp: number };
}

/** The OpenID Connect provider: where to sign in, what came of it, where to sign out. */
@Injectable()
export class OpenIdProvider implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(OpenIdProvider.name);
  private readonly agents;
  private readonly known = new ShortMemory<oidc.Configuration>(KNOWN_MS, 1);
  private readonly failed = new ShortMemory<true>(PAUSE_MS, 1);
  private asking?: Promise<oidc.Configuration>;

  constructor(private readonly config: AppConfig) {
    this.agents = new GuardedAgents(new TargetRules(config), { keepAlive: false });
  }

  /** undefined: only API clients sign in. */
  get settings(): OidcSettings | undefined {
    return this.config.oidc;
  }

  /** As people know it. */
  get host(): string | undefined {
    return this.settings && new URL(this.settings.issuer).host;
  }

  get redirectUri(): string {
    return `${this.mustBeSet().publicUrl}/console/sign-in/callback`;
  }

  /** The service runs without its provider; each sign-in asks for it again. */
  onApplicationBootstrap(): void {
    if (this.settings) void this.configuration().catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.agents.destroy();
  }

  /** @throws ProviderUnavailableError */
  async authorizationUrl(pending: PendingSignIn): Promise<string> {
    const configuration = await this.configuration();
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: this.mustBeSet().scopes,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
    }).href;
  }

  /**
   * @param query of the address that the provider sent the browser to, as it came
   * @throws SignInFailedError, ProviderUnavailableError
   */
  async identify(query: string, pending: PendingSignIn): Promise<Identity> {
    const configuration = await this.configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(
        configuration,
        new URL(`${this.redirectUri}${query}`),
        {
          pkceCodeVerifier: pending.verifier,
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          idTokenExpected: true,
        },
      );
      const claims = tokens.claims()!;
      const more = await this.moreClaims(configuration, tokens.access_token, claims);
      // What the signed token says cannot be said otherwise by the other answer.
      return { claims: { ...more, ...claims } };
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** Where a person signs out of the provider as well; undefined where it offers no way. */
  async endSessionUrl(): Promise<string | undefined> {
    const configuration = await this.configuration().catch(() => undefined);
    if (!configuration?.serverMetadata().end_session_endpoint) return undefined;
    const back = `${this.mustBeSet().publicUrl}/console/sign-in`;
    return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: back }).href;
  }

  /** Some providers keep roles and names out of the id token. */
  private async moreClaims(
    configuration: oidc.Configuration,
    accessToken: string,
    claims: oidc.IDToken,
  ): Promise<Claims> {
    const { rolesClaim, nameClaim } = this.mustBeSet();
    const lacking = [rolesClaim, nameClaim].some((path) => claimAt(claims, path) === undefined);
    if (!lacking || !configuration.serverMetadata().userinfo_endpoint) return {};
    return oidc.fetchUserInfo(configuration, accessToken, claims.sub);
  }

  private async configuration(): Promise<oidc.Configuration> {
    const { issuer } = this.mustBeSet();
    const known = this.known.get(issuer);
    if (known) return known;
    if (this.failed.get(issuer)) throw new ProviderUnavailableError();
    this.asking ??= this.discover().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret, clockSkewSeconds } = this.mustBeSet();
    const execute = [oidc.enableNonRepudiationChecks];
    if (issuer.startsWith('http:')) execute.push(oidc.allowInsecureRequests);
    try {
      const configuration = await oidc.discovery(
        new URL(issuer),
        clientId,
        { [oidc.clockTolerance]: clockSkewSeconds },
        clientAuthentication(clientSecret),
        { execute, timeout: ANSWER_SECONDS, [oidc.customFetch]: guardedFetch(this.agents) },
      );
      // An address that stands for many tenants, as Entra's "common", would let anybody be the administrator.
      if (withoutSlash(configuration.serverMetadata().issuer) !== withoutSlash(issuer)) {
        throw new Error('the provider calls itself by another name than OIDC_ISSUER');
      }
      this.known.set(issuer, configuration);
      return configuration;
    } catch (error) {
      this.failed.set(issuer, true);
      this.logger.warn(
        { reason: reasonOf(error) },
        'the OpenID provider cannot be used; asked again at the next sign-in',
      );
      throw new ProviderUnavailableError();
    }
  }

  private failure(error: unknown): Error {
    const reason = reasonOf(error);
    if (causes(error).some((cause) => cause instanceof ProviderUnreachableError)) {
      this.logger.warn({ reason }, 'the OpenID provider did not answer a sign-in');
      return new ProviderUnavailableError();
    }
    return new SignInFailedError(reason);
  }

  private mustBeSet(): OidcSettings {
    if (!this.settings) throw new Error('A sign-in of people without OIDC_ISSUER');
    return this.settings;
  }
}

/** As the provider takes it; the default is for one that does not say. */
function clientAuthentication(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const apply = methods.includes('client_secret_basic') ? basic : post;
    apply(server, client, body, headers);
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}

/** A code or a few words of our own or the library's: nothing that the provider or a browser sent. */
function reasonOf(error: unknown): string {
  const parts = causes(error).map((cause) => {
    const { code, message } = cause as { code?: unknown; message?: unknown };
    if (typeof code === 'string') return code;
    return cause instanceof ProviderUnreachableError || cause.name === 'Error' ? String(message) : cause.name;
  });
  return [...new Set(parts)].join(': ').slice(0, 200);
}

function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let at = error; at instanceof Error && found.length < 5; at = at.cause) found.push(at);
  return found;
}

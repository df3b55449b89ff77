import type { MagentoCredentials } from '../../platform/config/app-config.js';
import { AdminTokenAuth, type SignIn } from './admin-token.js';
import type { AuthScheme } from './auth-scheme.js';
import { BearerAuth } from './bearer.js';
import { OAuth1Auth } from './oauth1.js';

export function createAuthScheme(credentials: MagentoCredentials, signIn: SignIn): AuthScheme {
  switch (credentials.scheme) {
    case 'admin':
      return new AdminTokenAuth(signIn);
    case 'bearer':
      return new BearerAuth(credentials.accessToken);
    case 'oauth1':
      return new OAuth1Auth(credentials);
  }
}

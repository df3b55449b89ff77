import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Origin } from '../../auth/sign-in-audit.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { ConsoleSessions, type OpenedSession } from '../console-sessions.js';
import { grantsOfValues } from '../rights.js';
import { nameOf, roleValuesOf } from './claims.js';
import { type Identity, OpenIdProvider } from './open-id-provider.js';
import type { PendingSignIn } from './pending-sign-in.js';
import { keepPerson, type Person } from './people.repository.js';
import { NoRoleError, SignInFailedError } from './people.errors.js';

/** OpenID Connect allows no more. */
const LONGEST_SUBJECT = 255;

/** People who sign in with the provider. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: DataSource,
    private readonly provider: OpenIdProvider,
    private readonly sessions: ConsoleSessions,
  ) {}

  /**
   * @param query of the address that the provider sent the browser to
   * @throws SignInFailedError, NoRoleError, ProviderUnavailableError
   */
  async signIn(query: string, pending: PendingSignIn, from: Omit<Origin, 'way'>): Promise<OpenedSession> {
    const identity = await this.provider.identify(query, pending);
    const settings = this.provider.settings!;
    const person = personOf(identity, nameOf(identity.claims, settings), settings.issuer);
    const roleValues = roleValuesOf(identity.claims, settings);
    if (grantsOfValues(settings.rules, roleValues).length === 0) {
      const values = [...new Set(settings.rules.map(({ value }) => value))];
      throw new NoRoleError(person.id, person.name, settings.rolesClaim, values);
    }
    return this.database.transaction(async (manager) => {
      await keepPerson(manager, person);
      const after = { name: person.name, roles: roleValues };
      await recordAudit(
        manager,
        { clientId: person.id, ...from },
        { action: 'sign-in.console', subject: `person:${person.id}`, after },
      );
      return this.sessions.openForPerson(manager, person.id, roleValues, identity.claims.exp);
    });
  }
}

function personOf({ claims: { sub } }: Identity, name: string, issuer: string): Person {
  if (sub === '' || sub.length > LONGEST_SUBJECT || /[^\x20-\x7e]/.test(sub)) {
    throw new SignInFailedError('the subject is not one of OpenID Connect');
  }
  return { id: `oidc:${sub}@${issuer.replace(/^https?:\/\//, '')}`, issuer, subject: sub, name };
}

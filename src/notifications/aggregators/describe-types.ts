import { MEANINGS, type NotificationType } from '../notification-types.js';
import { AGGREGATORS } from './registry.js';

/** For Swagger: every type with its meaning and where it comes from. */
export function describeTypes(): string {
  return Object.entries(MEANINGS)
    .map(([type, { means }]) => {
      const from = AGGREGATORS.filter(({ types }) => types.includes(type as NotificationType));
      const names = from.map(({ name }) => name).join(', ');
      return `- \`${type}\` (${names === '' ? 'OMS' : names}): ${means}`;
    })
    .join('\n');
}

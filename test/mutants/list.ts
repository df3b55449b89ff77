import { alerts } from './alerts.mutants.js';
import { audit } from './audit.mutants.js';
import { auth } from './auth.mutants.js';
import { cells } from './cells.mutants.js';
import { deliveries } from './deliveries.mutants.js';
import { fulfilment } from './fulfilment.mutants.js';
import { inventory } from './inventory.mutants.js';
import { isolation } from './isolation.mutants.js';
import { magento } from './magento.mutants.js';
import type { Mutant } from './mutant.js';
import { operations } from './operations.mutants.js';
import { operators } from './operators.mutants.js';
import { orders } from './orders.mutants.js';
import { personalData } from './personal-data.mutants.js';
import { people } from './people.mutants.js';
import { platform } from './platform.mutants.js';
import { refunds } from './refunds.mutants.js';
import { schema } from './schema.mutants.js';
import { shadow } from './shadow.mutants.js';
import { sync } from './sync.mutants.js';
import { swagger } from './swagger.mutants.js';

/** All small faults that are put back by `npm run mutants`. */
export const MUTANTS: Mutant[] = [
  ...operations,
  ...sync,
  ...swagger,
  ...orders,
  ...inventory,
  ...deliveries,
  ...alerts,
  ...fulfilment,
  ...refunds,
  ...magento,
  ...shadow,
  ...isolation,
  ...cells,
  ...auth,
  ...audit,
  ...platform,
  ...people,
  ...personalData,
  ...operators,
  ...schema,
];

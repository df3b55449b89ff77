import { demandNodeVersion } from './platform/config/node-version.js';

// Before anything is loaded that an older Node may not even read.
demandNodeVersion();
await import('./command-line.js');

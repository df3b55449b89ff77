/** Before each test file: what modules of the service remember for the whole process is as at its start. */
import 'reflect-metadata';
import { registry } from '../../src/platform/metrics/registry.js';
import { systemClock } from '../../src/platform/time/clock.js';
import { time } from '../../src/platform/time/time.js';

time.useClock(systemClock);
time.useScale(1);
registry.resetMetrics();

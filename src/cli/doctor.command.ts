import { BootstrapService } from '../bootstrap.service.js';
import { CLI } from '../platform/audit/actor-words.js';
import { headingOf } from '../magento/check/check-item.js';
import { StoreCheckService } from '../stores/store-check.service.js';
import { StoresService } from '../stores/stores.service.js';
import { Command, CommandRunner } from './command.js';

const SIGNS = {
  ok: 'ok     ',
  warning: 'warning',
  failed: 'FAILED ',
  skipped: 'skipped',
  unknown: 'UNKNOWN',
};

@Command({
  name: 'doctor',
  arguments: '[storeCode]',
  description:
    'Check the connection to Magento: DNS, TLS, sign-in, rights, clock, statuses, release. All stores, or one.',
})
export class DoctorCommand extends CommandRunner {
  constructor(
    private readonly bootstrap: BootstrapService,
    private readonly stores: StoresService,
    private readonly checks: StoreCheckService,
  ) {
    super();
  }

  override async run([storeCode]: string[]): Promise<void> {
    await this.bootstrap.run();
    const codes =
      storeCode === undefined ? (await this.stores.all()).map((store) => store.code) : [storeCode];
    if (codes.length === 0) {
      process.stdout.write('There is no store yet. Set MAGENTO_BASE_URL, or POST /admin/stores.\n');
    }
    for (const code of codes) {
      const { ok, state, checks } = await this.checks.check(code, CLI);
      process.stdout.write(`\nStore ${code}: ${headingOf(state)}\n`);
      for (const item of checks) {
        process.stdout.write(`  ${SIGNS[item.result]}  ${item.check}: ${item.message}\n`);
      }
      if (!ok) process.exitCode = 1;
    }
  }
}

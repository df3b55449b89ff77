import { many } from '../platform/text/many.js';
import { readBody } from '../platform/http/validation.js';
import { ShadowReportQueryDto, type ShadowReportDto } from '../shadow/dto/shadow-report.dto.js';
import { ShadowReportService } from '../shadow/shadow-report.service.js';
import { Verdict } from '../shadow/shadow.types.js';
import { StoresService } from '../stores/stores.service.js';
import { Command, CommandRunner, Option } from './command.js';

interface Options {
  store: string;
  from?: string;
  to?: string;
  orders?: string;
}

@Command({
  name: 'shadow-report',
  description: 'What a store in shadow mode would have sent, against what Magento shows. Reads Magento.',
})
export class ShadowReportCommand extends CommandRunner {
  constructor(
    private readonly stores: StoresService,
    private readonly reports: ShadowReportService,
  ) {
    super();
  }

  override async run(_arguments: string[], { store: code, ...asked }: Options): Promise<void> {
    const query = await readBody(asked, ShadowReportQueryDto);
    const report = await this.reports.report(await this.stores.byCode(code), query);
    process.stdout.write(`${inWords(report).join('\n')}\n`);
  }

  @Option({ flags: '--store <code>', description: 'Store code', required: true })
  store(value: string): string {
    return value;
  }

  @Option({ flags: '--from <time>', description: 'Asked for at or after; left out: a day ago' })
  from(value: string): string {
    return value;
  }

  @Option({ flags: '--to <time>', description: 'Asked for before or at; left out: now' })
  to(value: string): string {
    return value;
  }

  @Option({
    flags: '--orders <number>',
    description: 'Orders that are read at most (0 to 200); left out: 50',
  })
  orders(value: string): string {
    return value;
  }
}

function inWords(report: ShadowReportDto): string[] {
  const { storeCode, mode, from, to, ordersRead, magentoCalls } = report;
  const notSame = report.writes.filter(({ verdict }) => verdict !== Verdict.Same);
  const stock = report.stock.filter(({ verdict }) => verdict !== Verdict.Same);
  return [
    `Store ${storeCode} (${mode}), ${from} to ${to}: ${ordersRead} orders read, ${magentoCalls} calls.`,
    ...report.kinds.map(
      (one) =>
        `${one.kind}: ${one.shadowed} not sent (${one.same} same, ${one.different} different, ${one.notThere} not there, ` +
        `${one.notCompared} not compared), ${one.already} there already, ${one.recorded} recorded, ${one.refused} refused, ${one.open} open`,
    ),
    ...notSame.map(
      (one) => `  ${one.verdict} ${one.kind} of order ${one.orderCode}: ${one.what ?? one.request ?? ''}`,
    ),
    ...report.extras.map((one) => `  EXTRA ${one.kind} of order ${one.orderCode}: ${one.what}`),
    `Stock: ${many(report.stock.length, 'value', 'values')} not sent, ${report.stock.length - stock.length} of them as in Magento`,
    ...stock.map((one) => `  ${one.verdict} ${one.channelSkuCode} (${one.sourceCode}): ${one.what ?? ''}`),
    ...report.deliveries.map((one) => `${one.kind} ${one.eventType}: ${one.shadowed} not delivered`),
    ...(report.truncated ? ['There is more: ask for a shorter time.'] : []),
  ];
}

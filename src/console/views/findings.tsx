import type { VNode } from 'preact';
import { headingOf } from '../../magento/check/check-item.js';
import type { StoreCheckDto, StoreCheckItemDto } from '../../stores/dto/store.dto.js';
import { counted } from '../../words/kinds.js';
import type { Tone } from '../../words/tone.js';
import { checkInWords } from '../words/checks.js';
import { Fold } from './blocks.js';
import { Icon, type IconName } from './icons.js';

const LOOKS: Record<StoreCheckItemDto['result'], [Tone, IconName, string]> = {
  failed: ['danger', 'no', 'Must be repaired'],
  unknown: ['attention', 'half', 'Could not be found out'],
  warning: ['attention', 'warn', 'Works, with a limit'],
  skipped: ['', 'ring', 'Not tried'],
  ok: ['ok', 'done', 'Is well'],
};

const ORDER = Object.keys(LOOKS) as StoreCheckItemDto['result'][];

/** What must be repaired first; what is well is folded away. */
export function Findings({ check }: { check: StoreCheckDto }): VNode {
  const isWell = ({ result }: StoreCheckItemDto): boolean => result === 'ok';
  const others = check.checks
    .filter((item) => !isWell(item))
    .sort((a, b) => ORDER.indexOf(a.result) - ORDER.indexOf(b.result));
  const well = check.checks.filter(isWell);
  const limits = others.filter(({ result }) => result === 'warning').length;
  return (
    <>
      <p role="status">
        <b>
          The check says: {headingOf(check.state)}
          {limits > 0 && `, with ${counted(limits, 'limit', 'limits')}`}.
        </b>
      </p>
      {others.length > 0 && <Items items={others} />}
      {well.length > 0 && (
        <Fold summary={`${counted(well.length, 'thing is', 'things are')} well`} open={others.length === 0}>
          <Items items={well} />
        </Fold>
      )}
    </>
  );
}

function Items({ items }: { items: StoreCheckItemDto[] }): VNode {
  return (
    <ul class="panel checks">
      {items.map(({ check, result, message }) => {
        const [tone, icon, word] = LOOKS[result];
        return (
          <li key={check} class={`check ${tone}`.trim()}>
            <Icon name={icon} />
            <div>
              <h3>
                {checkInWords(check)} <small class="mono muted">{check}</small>
              </h3>
              <p>{message}</p>
            </div>
            <span class="muted small">{word}</span>
          </li>
        );
      })}
    </ul>
  );
}

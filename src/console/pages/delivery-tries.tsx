import type { VNode } from 'preact';
import type { DeliveryAttemptDto, DeliveryDetailDto } from '../../deliveries/dto/delivery.dto.js';
import { Right } from '../rights.js';
import { Code, Empty, Fold } from '../views/blocks.js';
import { address, text } from '../views/cells.js';
import type { Frame } from '../views/layout.js';
import { masked, maskedUrl } from '../views/masked.js';
import { Keys } from './delivery-keys.js';
import { TriesPanel } from './tries.js';

interface TriesProps {
  frame: Frame;
  delivery: DeliveryDetailDto;
  chosen?: number;
}

export function Tries({ frame, delivery, chosen }: TriesProps): VNode {
  const { tries, deliveryId } = delivery;
  const one = tries.find(({ attempt }) => attempt === chosen) ?? tries.at(-1);
  if (!one) {
    return (
      <section class="panel" aria-label="Tries">
        <Empty title="Not tried yet" icon="clock">
          The first try is made within seconds, in the order of its order code.
        </Empty>
        <div class="in">
          <Keys frame={frame} delivery={delivery} />
        </div>
      </section>
    );
  }
  const to = (attempt: number): string =>
    address(`deliveries/${deliveryId}`, frame.store, { try: String(attempt) });
  return (
    <TriesPanel frame={frame} tries={tries} one={one} to={to}>
      <Chosen frame={frame} delivery={delivery} one={one} />
    </TriesPanel>
  );
}

interface ChosenProps {
  frame: Frame;
  delivery: DeliveryDetailDto;
  one: DeliveryAttemptDto;
}

function Chosen({ frame, delivery, one }: ChosenProps): VNode {
  const { method, url, headers } = one.request;
  return (
    <>
      {frame.may[Right.Payloads] ? (
        <>
          <Fold summary="Request" open>
            <Code
              title={`${text(method)} ${maskedUrl(text(url))}`.trim() || 'Not sent'}
              code={JSON.stringify(masked(delivery.body), null, 2)}
              aside="values of a customer masked"
            />
          </Fold>
          {one.response !== null && (
            <Fold summary="Answer" open>
              <Code title={`Answer: ${text(one.status)}`.trim()} code={one.response} />
            </Fold>
          )}
          <p class="small muted">
            Headers: {Array.isArray(headers) && headers.length > 0 ? headers.join(', ') : 'none'}; their
            values are not kept.
          </p>
        </>
      ) : (
        <p class="muted">
          Your role does not see what was sent. Its members: {Object.keys(delivery.body).join(', ')}.
        </p>
      )}
      <Keys frame={frame} delivery={delivery} />
    </>
  );
}

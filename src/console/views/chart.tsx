import type { VNode } from 'preact';
import type { HourOfOrders } from '../pages/overview.read-model.js';

const WIDTH = 720;
const HEIGHT = 180;
const FOOT = 20;
const HEAD = 14;

/** Bars for the orders of each hour, a line for what is usual; the numbers are in each bar's title. */
export function OrdersChart({ hours }: { hours: HourOfOrders[] }): VNode {
  const most = Math.max(1, ...hours.map(({ orders, usual }) => Math.max(orders, usual)));
  const step = WIDTH / Math.max(1, hours.length);
  const y = (value: number): number => HEIGHT - FOOT - (value / most) * (HEIGHT - FOOT - HEAD);
  const total = hours.reduce((sum, { orders }) => sum + orders, 0);
  const usual = Math.round(hours.reduce((sum, hour) => sum + hour.usual, 0));
  const line = hours.map((hour, i) => `${((i + 0.5) * step).toFixed(1)},${y(hour.usual).toFixed(1)}`);
  return (
    <figure>
      <figcaption>
        Orders per hour, last 24 hours (UTC): {total}, usually {usual} (line: mean of four weeks). The tallest
        is {Math.round(most)}.
      </figcaption>
      <svg
        class="chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${total} orders in 24 hours, usually ${usual}`}
      >
        <line class="axis" x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
        {hours.map(({ hour, orders, usual: expected }, i) => (
          <g key={i}>
            <rect
              class="bar"
              x={i * step + 2}
              width={step - 4}
              y={y(orders)}
              height={HEIGHT - FOOT - y(orders)}
            >
              <title>{`${hour.toISOString().slice(11, 16)}: ${orders}, usually ${expected}`}</title>
            </rect>
            {i % 3 === 0 && (
              <text x={(i + 0.5) * step} y={HEIGHT - 5} text-anchor="middle">
                {hour.toISOString().slice(11, 16)}
              </text>
            )}
          </g>
        ))}
        <polyline class="usual" points={line.join(' ')} />
      </svg>
    </figure>
  );
}

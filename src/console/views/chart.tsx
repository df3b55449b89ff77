import type { ComponentChildren, VNode } from 'preact';

const round = (value: number): number => Math.round(value * 10) / 10;

/** Not below the tallest, and its quarters are whole. */
function ceiling(most: number): number {
  for (let size = 1; ; size *= 10) {
    const found = [4, 8, 12, 20, 24, 32].find((step) => step * size >= most);
    if (found !== undefined) return found * size;
  }
}

export interface Bar {
  value: number | null;
  usual: number;
  /** For hover. */
  title: string;
}

interface BarsProps {
  bars: Bar[];
  /** The chart in a sentence. */
  label: string;
  /** Below the axis, from left to right, of equal width. */
  axis: string[];
}

/** Bars of a day and a line of what is usual; the axes' texts are HTML, so that they keep their size. */
export function Bars({ bars, label, axis }: BarsProps): VNode {
  const top = ceiling(Math.max(0, ...bars.map(({ value, usual }) => Math.max(value ?? 0, usual))));
  const step = 100 / Math.max(1, bars.length);
  const y = (value: number): number => round(100 - (value / top) * 100);
  return (
    <Chart top={top} axis={axis}>
      <svg class="plot" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={label}>
        <Grid />
        {bars.map(({ value, title }, index) => {
          if (value === null) return null;
          return (
            <rect
              class="bar"
              key={index}
              x={round(index * step + step / 6)}
              width={round(step * 0.67)}
              y={y(value)}
              height={round(100 - y(value))}
            >
              <title>{title}</title>
            </rect>
          );
        })}
        <polyline
          class="usual"
          points={bars.map(({ usual }, index) => `${round((index + 0.5) * step)},${y(usual)}`).join(' ')}
        />
      </svg>
    </Chart>
  );
}

/** Two lines over the hours of a day, with gaps where nothing was measured. */
export function Lines(props: { series: (number | null)[][]; label: string; axis: string[] }): VNode {
  const { series, label, axis } = props;
  const top = ceiling(Math.max(0, ...series.flat().map((value) => value ?? 0)));
  return (
    <Chart top={top} axis={axis}>
      <svg class="plot low" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={label}>
        <Grid />
        {series.map((values, index) => (
          <polyline
            key={index}
            class={index === 0 ? 'line' : 'line b2'}
            points={values
              .map((value, at) =>
                value === null
                  ? ''
                  : `${round(((at + 0.5) / values.length) * 100)},${round(100 - (value / top) * 100)}`,
              )
              .filter((point) => point !== '')
              .join(' ')}
          />
        ))}
      </svg>
    </Chart>
  );
}

function Chart({ top, axis, children }: { top: number; axis: string[]; children: ComponentChildren }): VNode {
  return (
    <div class="chart">
      <div class="y" aria-hidden="true">
        {[1, 0.75, 0.5, 0.25, 0].map((part) => (
          <span key={part}>{top * part}</span>
        ))}
      </div>
      {children}
      <div class="x" aria-hidden="true">
        {axis.map((text, index) => (
          <span key={index}>{text}</span>
        ))}
      </div>
    </div>
  );
}

function Grid(): VNode {
  return (
    <>
      {[0, 25, 50, 75, 100].map((y) => (
        <line class="grid" key={y} x1="0" x2="100" y1={y} y2={y} />
      ))}
    </>
  );
}

/** Small bars of the last hours; what happened takes the tone of where it stands. */
export function Trend({ hours, label }: { hours: number[]; label: string }): VNode {
  const most = Math.max(1, ...hours);
  const step = 88 / hours.length;
  return (
    <svg class="spark" viewBox="0 0 88 28" role="img" aria-label={label}>
      {hours.map((count, index) => {
        const height = count === 0 ? 1 : Math.max(3, round((count / most) * 28));
        return (
          <rect
            key={index}
            class={count > 0 ? 'hot' : undefined}
            x={round(index * step)}
            y={28 - height}
            width={round(step * 0.79)}
            height={height}
            rx=".75"
          />
        );
      })}
    </svg>
  );
}

/** A small line of the day, with a dot where it is now. */
export function Spark({ values, label }: { values: number[]; label: string }): VNode | null {
  if (values.length < 2) return null;
  const most = Math.max(1, ...values);
  const points = values.map((value, index): [number, number] => [
    round(1 + (index / (values.length - 1)) * 84),
    round(26 - (value / most) * 24),
  ]);
  const line = points.map((point) => point.join(',')).join(' ');
  const [x, y] = points.at(-1)!;
  return (
    <svg class="spark" viewBox="0 0 88 28" role="img" aria-label={label}>
      <polygon class="area" points={`1,28 ${line} 85,28`} />
      <polyline class="line" points={line} />
      <circle class="dot" cx={x} cy={y} r="2" />
    </svg>
  );
}

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { type JsonLine, visibleLines } from './json-lines.ts';
import { JsonTreeLine } from './json-tree-line.tsx';
import classes from './json-view.module.css';

export interface JsonTreeProps {
  readonly lines: readonly JsonLine[];
  /** Numbers of the lines whose containers are folded. */
  readonly closed: ReadonlySet<number>;
  readonly onClosedChange: (closed: ReadonlySet<number>) => void;
  readonly label: string;
  readonly heightMax: number;
}

const lineHeight = 20;
/** So few are drawn whole, and the browser's own search finds everything. */
const drawnWholeMax = 500;

/** The lines of a JSON text with a button before each container. Of many, only those in sight are drawn. */
export function JsonTree({ lines, closed, onClosedChange, label, heightMax }: JsonTreeProps) {
  const scroll = useRef<HTMLElement>(null);
  const visible = useMemo(() => visibleLines(lines, closed), [lines, closed]);
  const whole = visible.length <= drawnWholeMax;
  const virtual = useVirtualizer({
    count: whole ? 0 : visible.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });
  const toggle = (at: number): void => {
    const next = new Set(closed);
    if (!next.delete(at)) next.add(at);
    onClosedChange(next);
  };
  const draw = (at: number) => {
    const line = lines[at];
    if (line === undefined) return null;
    return <JsonTreeLine line={line} closed={closed.has(at)} onToggle={() => toggle(at)} />;
  };
  return (
    <section
      ref={scroll}
      className={classes['tree']}
      style={{ maxHeight: heightMax }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      aria-label={label}
    >
      {whole ? (
        visible.map((at) => <div key={at}>{draw(at)}</div>)
      ) : (
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={classes['placed']}
              style={{ transform: `translateY(${start}px)` }}
            >
              {draw(visible[index] ?? -1)}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

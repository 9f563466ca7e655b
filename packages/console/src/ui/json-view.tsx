import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CodeBlock } from './code-block.tsx';
import { CopyButton } from './copy-button.tsx';
import { firstClosed, jsonLines } from './json-lines.ts';
import { JsonTree } from './json-tree.tsx';
import classes from './json-view.module.css';

export interface JsonViewProps {
  /** As it was sent. Anything: what is no JSON is shown as text. */
  readonly text: string;
  /** What it is, for its label: "Payload". */
  readonly label: string;
  /** In px; more scrolls. */
  readonly heightMax?: number;
}

/** More lines than these are folded at first. */
const linesAtFirstMax = 400;

/**
 * A JSON text of any origin and size, folded and unfolded ("Pretty") or as it was sent ("Raw"). It is text alone:
 * nothing in it is interpreted, and what cannot be seen in it is written out.
 */
export function JsonView({ text, label, heightMax = 480 }: JsonViewProps) {
  const lines = useMemo(() => jsonLines(text), [text]);
  const [mode, setMode] = useState<'pretty' | 'raw'>('pretty');
  const [choice, setChoice] = useState<{ readonly of: string; readonly closed: ReadonlySet<number> } | null>(
    null,
  );
  const closedFirst = useMemo(
    () => (lines === null ? noLines : firstClosed(lines, linesAtFirstMax)),
    [lines],
  );
  const closed = choice?.of === text ? choice.closed : closedFirst;
  const setClosed = (next: ReadonlySet<number>): void => setChoice({ of: text, closed: next });

  if (lines === null) return <CodeBlock text={text} label={label} wrap heightMax={heightMax} />;
  return (
    <div>
      <Group className={classes['bar']} justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          // Its colours would lag behind where the scheme changes, too faint to be read meanwhile.
          transitionDuration={0}
          aria-label={`${label}: how it is shown`}
          value={mode}
          onChange={(value) => setMode(value === 'raw' ? 'raw' : 'pretty')}
          data={[
            { value: 'pretty', label: 'Pretty' },
            { value: 'raw', label: 'Raw' },
          ]}
        />
        <Group gap={4}>
          <Text size="xs" c="dimmed" className="numeric">
            {sizeText(text)}
          </Text>
          {mode === 'pretty' && closed.size > 0 && (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setClosed(noLines)}>
              Unfold all
            </Button>
          )}
          <CopyButton value={text} label={`Copy: ${label}`} />
        </Group>
      </Group>
      {mode === 'raw' ? (
        <CodeBlock text={text} label={`${label}, raw`} wrap heightMax={heightMax} />
      ) : (
        <JsonTree
          lines={lines}
          closed={closed}
          onClosedChange={setClosed}
          label={label}
          heightMax={heightMax}
        />
      )}
    </div>
  );
}

const noLines: ReadonlySet<number> = new Set();

function sizeText(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  return bytes < 1_024 ? `${bytes} B` : `${(bytes / 1_024).toFixed(1)} KiB`;
}

import { Checkbox, Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { memo, type ReactNode, useId, useState } from 'react';
import { Status } from '../ui/status.tsx';
import { visibleText } from '../ui/visible-text.tsx';
import classes from './event-type-tree.module.css';

export interface EventTypeRowProps {
  readonly entry: string;
  readonly description: string;
  readonly deprecation: string | null;
  readonly chosen: boolean;
  /** What else is chosen and brings it along; null: nothing does. */
  readonly includedBy: string | null;
  readonly readOnly: boolean;
  /** What the API says against it. */
  readonly error: string | null;
  readonly onToggle: (entry: string) => void;
  /** Drawn when it is unfolded; null: there is none. */
  readonly example: (() => ReactNode) | null;
}

/** One event type, or a wildcard: its toggle, what it is about, and the example that unfolds. */
export const EventTypeRow = memo(function EventTypeRow(props: EventTypeRowProps) {
  const { entry, description, deprecation, includedBy, error, example } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={classes['row']} data-error={error !== null || undefined}>
      <div className={classes['line']}>
        <Checkbox
          size="xs"
          className={classes['toggle'] ?? ''}
          checked={props.chosen || includedBy !== null}
          disabled={props.readOnly || includedBy !== null}
          onChange={() => props.onToggle(entry)}
          label={<span className={classes['name']}>{entry}</span>}
          aria-describedby={`${id}-about`}
          aria-invalid={error !== null}
        />
        <div className={classes['about']} id={`${id}-about`}>
          {includedBy !== null && <span className={classes['included']}>with {includedBy}</span>}
          {deprecation !== null && <Status tone="warn">Deprecated</Status>}
          <span>{visibleText(description)}</span>
          {deprecation !== null && <span className={classes['deprecation']}>{visibleText(deprecation)}</span>}
          {error !== null && <span className={classes['error']}>{error}</span>}
        </div>
        {example !== null && (
          <UnstyledButton
            className={classes['unfold'] ?? ''}
            onClick={() => setOpen(!open)}
            aria-expanded={open}
            aria-controls={`${id}-example`}
            aria-label={`Example payload of ${entry}`}
            title="Example payload"
          >
            <IconChevronRight size={16} aria-hidden data-open={open || undefined} />
          </UnstyledButton>
        )}
      </div>
      <div id={`${id}-example`}>
        {example !== null && (
          <Collapse expanded={open} keepMounted={false}>
            <div className={classes['example']}>{example()}</div>
          </Collapse>
        )}
      </div>
    </div>
  );
});

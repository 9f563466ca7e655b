import classes from './code-block.module.css';
import { CopyButton } from './copy-button.tsx';
import { visibleText } from './visible-text.tsx';

export interface CodeBlockProps {
  readonly text: string;
  /** What it is, for its label: "The verifying snippet". */
  readonly label: string;
  /** Long lines are broken; otherwise they scroll. */
  readonly wrap?: boolean;
  /** In px; more scrolls. */
  readonly heightMax?: number;
}

/** Text of any origin as it is, in a fixed-width typeface, with a button to copy it. Nothing in it is interpreted. */
export function CodeBlock({ text, label, wrap = false, heightMax = 420 }: CodeBlockProps) {
  return (
    <div className={classes['block']}>
      <section
        className={classes['scroll']}
        style={{ maxHeight: heightMax }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        tabIndex={0}
        aria-label={label}
      >
        <pre className={classes['text']} data-wrap={wrap}>
          {visibleText(text)}
        </pre>
      </section>
      <div className={classes['copy']}>
        <CopyButton value={text} label={`Copy: ${label}`} />
      </div>
    </div>
  );
}

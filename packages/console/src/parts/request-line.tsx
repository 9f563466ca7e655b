import { CopyButton } from '../ui/copy-button.tsx';
import { visibleText } from '../ui/visible-text.tsx';
import classes from './request-line.module.css';

/** Where a call went: "POST https://…", with a button that copies the address. */
export function RequestLine({ url }: { readonly url: string }) {
  return (
    <div className={classes['line']}>
      <code>
        <span className={classes['method']}>POST</span> {visibleText(url)}
      </code>
      <CopyButton value={url} label="Copy the address" />
    </div>
  );
}

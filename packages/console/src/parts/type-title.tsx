import { Fragment } from 'react';
import { visibleText } from '../ui/visible-text.tsx';

/** Behind a dot, and before a capital that begins a word. */
const wordBegins = /(?<=\.)|(?<=[a-z0-9])(?=[A-Z])/;

/** An event type as a title: on phones it breaks between its words. */
export function TypeTitle({ type }: { readonly type: string }) {
  return type.split(wordBegins).map((word, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of one type never move.
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {visibleText(word)}
    </Fragment>
  ));
}

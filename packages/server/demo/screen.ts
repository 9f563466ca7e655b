import { styleText } from 'node:util';

/** What a call was, for its line on the screen. */
export interface CallLine {
  readonly receiver: string;
  readonly event: string;
  readonly subEvent: string | null;
  readonly retryCount: number;
  readonly ok: boolean;
  readonly note: string;
  /** The API call that caused it; null where nobody knows. */
  readonly cause: string | null;
}

type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';

const receiverWidth = 17;
const eventWidth = 47;
const linkWidth = 26;
const urlWidth = 34;

/** Lines for a terminal: coloured where standard output is one and NO_COLOR is not set, plain everywhere else. */
export function createScreen(write: (line: string) => void) {
  const paint = (style: Style, text: string) => styleText(style, text, { stream: process.stdout });
  return {
    blank: () => write(''),
    heading: (text: string) => write(paint('bold', text)),
    text: (text: string) => write(`  ${text}`),
    faint: (text: string) => write(paint('dim', `  ${text}`)),
    link: (what: string, where: string) => write(`  ${what.padEnd(linkWidth)}${where}`),
    listener: (receiver: string, url: string, events: string) =>
      write(`  ${receiver.padEnd(receiverWidth)}${url.padEnd(urlWidth)}${events}`),
    scene: (text: string) => {
      write('');
      write(paint('cyan', text));
    },
    /** An API call and the events that it caused. */
    request: (what: string, status: number, events: readonly string[]) => {
      const caused = events.length === 0 ? '' : `: ${events.join(', ')}`;
      write(`  → ${paint('bold', what)}  ${status}${paint('dim', caused)}`);
    },
    told: (text: string) => write(`    ${text}`),
    call: ({ receiver, event, subEvent, retryCount, ok, note, cause }: CallLine) => {
      const name = subEvent === null ? event : `${event} › ${subEvent}`;
      const mark = ok ? paint('green', '✔') : paint('yellow', '✘');
      const columns = `${receiver.padEnd(receiverWidth)}${name.padEnd(eventWidth)}`;
      const retry = retryCount === 0 ? '' : `retry ${retryCount}: `;
      const because = cause === null ? '' : ` ← ${cause}`;
      write(`  ${mark} ${columns}${retry}${paint('dim', `${note}${because}`)}`);
    },
    checked: (ok: boolean, text: string) =>
      write(`  ${ok ? paint('green', '✔') : paint('red', '✘')} ${text}`),
  };
}

export type Screen = ReturnType<typeof createScreen>;

import { styleText } from 'node:util';

/** What a call was, for its line on the screen. */
export interface CallLine {
  readonly receiver: string;
  readonly event: string;
  readonly subEvent: string | null;
  readonly retryCount: number;
  readonly ok: boolean;
  readonly note: string;
}

type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';

const receiverWidth = 18;
const eventWidth = 38;
const whichWidth = 12;
const linkWidth = 26;

/** Lines for a terminal: coloured where standard output is one and NO_COLOR is not set, plain everywhere else. */
export function createScreen(write: (line: string) => void) {
  const paint = (style: Style, text: string) => styleText(style, text, { stream: process.stdout });
  return {
    blank: () => write(''),
    heading: (text: string) => write(paint('bold', text)),
    text: (text: string) => write(`  ${text}`),
    faint: (text: string) => write(paint('dim', `  ${text}`)),
    link: (what: string, where: string) => write(`  ${what.padEnd(linkWidth)}${where}`),
    scene: (text: string) => {
      write('');
      write(paint('cyan', text));
    },
    call: ({ receiver, event, subEvent, retryCount, ok, note }: CallLine) => {
      const name = subEvent === null ? event : `${event} › ${subEvent}`;
      const which = retryCount === 0 ? 'first call' : `retry ${retryCount}`;
      const mark = ok ? paint('green', '✔') : paint('yellow', '✘');
      const columns = `${receiver.padEnd(receiverWidth)}${name.padEnd(eventWidth)}${which.padEnd(whichWidth)}`;
      write(`  ${mark} ${columns}${paint('dim', note)}`);
    },
    checked: (ok: boolean, text: string) =>
      write(`  ${ok ? paint('green', '✔') : paint('red', '✘')} ${text}`),
  };
}

export type Screen = ReturnType<typeof createScreen>;

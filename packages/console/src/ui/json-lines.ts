import { type JsonType, jsonTokens } from './json-tokens.ts';

/** One line of a JSON text as it is drawn. Lines of brackets know their counterpart. */
export interface JsonLine {
  readonly kind: 'open' | 'close' | 'leaf';
  readonly depth: number;
  /** As it stands in the text, quotes included; null: an element of an array, or the whole. */
  readonly key: string | null;
  /** A bracket, or a value as it stands in the text: no digit of a number is lost. */
  readonly text: string;
  readonly type: JsonType;
  /** Of an opening line the number of its closing one, and the other way round; -1: of a value. */
  readonly end: number;
  /** Of an opening line: how many entries it holds. */
  readonly entries: number;
  readonly comma: boolean;
}

/** Deeper containers are folded at first, however few. */
const depthAtFirstMax = 12;

/**
 * The lines of a JSON text, in order. Null where it is no JSON. Works without recursion, so that no depth breaks it,
 * and shows duplicate keys, the order of keys and long numbers as they were sent.
 */
export function jsonLines(text: string): readonly JsonLine[] | null {
  if (!isJson(text)) return null;
  const lines: Draft[] = [];
  /** Numbers of the opening lines that no closing line answers yet. */
  const open: number[] = [];
  let key: string | null = null;
  for (const token of jsonTokens(text)) {
    switch (token.kind) {
      case 'key':
        key = token.text;
        break;
      case 'comma':
        endWithComma(lines);
        break;
      case 'close':
        close(lines, open, token.text);
        break;
      case 'open':
      case 'value':
        countEntry(lines, open);
        lines.push(draft(token.kind === 'open' ? 'open' : 'leaf', open.length, key, token.text, token.type));
        if (token.kind === 'open') open.push(lines.length - 1);
        key = null;
    }
  }
  return lines;
}

/** The numbers of the lines that are seen while the containers that begin on the lines of `closed` are folded. */
export function visibleLines(lines: readonly JsonLine[], closed: ReadonlySet<number>): readonly number[] {
  const visible: number[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    visible.push(at);
    if (closed.has(at)) at = lines[at]?.end ?? at;
  }
  return visible;
}

/** What is folded at first: what lies so deep that otherwise more than `linesMax` would be seen. */
export function firstClosed(lines: readonly JsonLine[], linesMax: number): ReadonlySet<number> {
  const linesAt: number[] = [];
  for (const { depth } of lines) linesAt[depth] = (linesAt[depth] ?? 0) + 1;
  let seen = 0;
  let depth = 0;
  while (depth < depthAtFirstMax && seen + (linesAt[depth] ?? 0) <= linesMax) {
    seen += linesAt[depth] ?? 0;
    depth += 1;
  }
  return deeperThan(lines, Math.max(1, depth - 1));
}

function deeperThan(lines: readonly JsonLine[], depth: number): ReadonlySet<number> {
  return new Set(
    lines.flatMap((line, at) =>
      line.kind === 'open' && line.depth >= depth && line.entries > 0 ? [at] : [],
    ),
  );
}

type Draft = { -readonly [Property in keyof JsonLine]: JsonLine[Property] };

function draft(
  kind: JsonLine['kind'],
  depth: number,
  key: string | null,
  text: string,
  type: JsonLine['type'],
): Draft {
  return { kind, depth, key, text, type, end: -1, entries: 0, comma: false };
}

function countEntry(lines: readonly Draft[], open: readonly number[]): void {
  const parent = lines[open.at(-1) ?? -1];
  if (parent !== undefined) parent.entries += 1;
}

/** A folded container is its opening line alone: that one has the comma too. */
function endWithComma(lines: readonly Draft[]): void {
  const last = lines.at(-1);
  if (last === undefined) return;
  last.comma = true;
  const opening = lines[last.end];
  if (last.kind === 'close' && opening !== undefined) opening.comma = true;
}

/** An empty container is one line: "{}". */
function close(lines: Draft[], open: number[], bracket: string): void {
  const start = open.pop() ?? 0;
  const opening = lines[start];
  if (opening === undefined) return;
  if (start === lines.length - 1) {
    opening.kind = 'leaf';
    opening.text += bracket;
    return;
  }
  opening.end = lines.length;
  lines.push({ ...draft('close', opening.depth, null, bracket, opening.type), end: start });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

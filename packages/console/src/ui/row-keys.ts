/** Of a keyboard event, what decides. */
interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const pageRows = 10;

/** Which of `count` rows has the focus after the key; null: the key moves nothing. */
export function nextRow(
  { key, ctrlKey, metaKey, altKey }: Key,
  active: number,
  count: number,
): number | null {
  if (ctrlKey || metaKey || altKey || count === 0) return null;
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(active + 1, last);
    case 'ArrowUp':
    case 'k':
      return Math.max(active - 1, 0);
    case 'PageDown':
      return Math.min(active + pageRows, last);
    case 'PageUp':
      return Math.max(active - pageRows, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

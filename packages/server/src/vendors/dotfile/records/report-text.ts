/** Texts as a report shows them: nothing is left out, and nothing that cannot be seen changes what is seen. */

/**
 * A character that the font does not have, and one that cannot be seen, as its code point in brackets: [U+4E2D]. Line
 * breaks stay. `has` answers whether the font has a code point.
 */
export function printable(text: string, has: (codePoint: number) => boolean): string {
  let shown = '';
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const seen = character === '\n' || joiners.has(codePoint) || (!isInvisible(character) && has(codePoint));
    shown += seen ? character : `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
  }
  return shown;
}

/** They shape the letters beside them. */
const joiners: ReadonlySet<number> = new Set([0x200c, 0x200d]);

/** Control and format characters, among them those that turn the direction of text, and halves of pairs. */
function isInvisible(character: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Cs}]/u.test(character);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** The content of a note, without its tags. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<br \/>|<\/p>(?=.)|<\/li>(?=.)/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(lt|gt|quot|amp);/g, (whole, name: string) => entities[name] ?? whole);
}

const listedMax = 100;
const depthMax = 4;

/** A document's properties that say something, by their paths, at most 100: [["address.city", "Oslo"], …]. */
export function propertiesOf(document: object): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  collect('', document, 0, found);
  return found.slice(0, listedMax);
}

function collect(path: string, value: unknown, depth: number, found: (readonly [string, string])[]): void {
  if (value === null || value === undefined || value === '' || found.length >= listedMax) return;
  if (typeof value !== 'object') {
    found.push([path, String(value)]);
    return;
  }
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)) {
    if (value.length > 0) found.push([path, value.join(', ')]);
    return;
  }
  if (depth === depthMax) {
    found.push([path, JSON.stringify(value)]);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    collect(path === '' ? key : `${path}.${key}`, inner, depth + 1, found);
  }
}

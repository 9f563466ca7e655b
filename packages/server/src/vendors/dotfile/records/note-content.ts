/**
 * The text of notes and comments: HTML of which a few tags are kept, as Dotfile keeps them. What is not allowed is
 * taken away, its text stays; a line break becomes `<br />`, a URL a link. What comes out goes in unchanged.
 */

const attributesOfTag: ReadonlyMap<string, readonly string[]> = new Map([
  ['p', []],
  ['b', []],
  ['i', []],
  ['em', []],
  ['strong', []],
  ['a', ['href']],
  ['li', []],
  ['ul', []],
  ['span', ['data-type', 'data-id', 'data-label']],
  ['br', []],
  ['hr', []],
]);
const voidTags: ReadonlySet<string> = new Set(['br', 'hr']);

const tagPattern = /<(?<slash>\/?)(?<name>[a-z][a-z0-9]*)(?<rest>\s[^<>]*)?\/?>/gi;

export function noteContent(given: string): string {
  const parts: string[] = [];
  let linksOpen = 0;
  let end = 0;
  for (const match of given.matchAll(tagPattern)) {
    parts.push(textContent(given.slice(end, match.index), linksOpen > 0));
    end = match.index + match[0].length;
    const { slash = '', name = '', rest = '' } = match.groups ?? {};
    const tag = name.toLowerCase();
    if (tag === 'a') linksOpen = Math.max(0, linksOpen + (slash === '' ? 1 : -1));
    parts.push(tagContent(tag, slash !== '', rest));
  }
  parts.push(textContent(given.slice(end), linksOpen > 0));
  const content = parts.join('');
  return /^<(p|ul)>/.test(content) ? content : `<p>${content}</p>`;
}

/** In characters without the tags; a character that is written as an entity counts as it is written. */
export function contentLength(content: string): number {
  return [...content.replaceAll(/<[^>]*>/g, '')].length;
}

function tagContent(tag: string, closes: boolean, rest: string): string {
  const allowed = attributesOfTag.get(tag);
  if (allowed === undefined) return '';
  if (voidTags.has(tag)) return `<${tag} />`;
  if (closes) return `</${tag}>`;
  const attributes = attributesOf(rest).filter(
    ([name, value]) => allowed.includes(name) && (name !== 'href' || isLink(value)),
  );
  const written = attributes.map(([name, value]) => ` ${name}="${value}"`).join('');
  return `<${tag}${written}${tag === 'a' && attributes.length > 0 ? linkAttributes : ''}>`;
}

const linkAttributes = ' target="_blank" rel="noopener noreferrer"';

/** Each once, where it first stands. */
function attributesOf(rest: string): readonly (readonly [string, string])[] {
  const found = new Map<string, string>();
  for (const match of rest.matchAll(/(?<![a-z-])([a-z-]{1,20})\s{0,4}=\s{0,4}(?:"([^"]*)"|'([^']*)')/gi)) {
    const [, name = '', double, single = ''] = match;
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, (double ?? single).replaceAll('"', '&quot;'));
  }
  return [...found];
}

function isLink(value: string): boolean {
  return /^(https?:\/\/|mailto:)[^\s]+$/i.test(value);
}

function textContent(text: string, insideLink: boolean): string {
  const escaped = text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const linked = insideLink
    ? escaped
    : escaped.replaceAll(
        /https?:\/\/[^\s"'&]+(?:&amp;[^\s"'&]+|&(?!lt;|gt;|quot;)[^\s"'&]+)*/g,
        (url) => `<a href="${url}"${linkAttributes}>${url}</a>`,
      );
  return linked.replaceAll(/\r?\n/g, '<br />');
}

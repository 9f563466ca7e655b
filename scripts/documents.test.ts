import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const documents = ['*.md', 'docs/**/*.md', 'packages/*/*.md'].flatMap((pattern) =>
  globSync(pattern, { cwd: root }),
);

test('there are documents, the README among them', () => {
  expect(documents).toContain('README.md');
});

test.each(documents)(
  'every relative link in %s leads to a file of the repository, and to a heading of it',
  (path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !leadsSomewhere(path, link))).toStrictEqual([]);
  },
);

function leadsSomewhere(from: string, link: string): boolean {
  const [target = '', heading] = link.split('#');
  const file = join(root, target === '' ? from : join(dirname(from), target));
  if (!existsSync(file)) return false;
  return heading === undefined || headingsOf(file).includes(heading);
}

/** As GitHub makes anchors of headings: lower case, without punctuation, hyphens for spaces. */
function headingsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

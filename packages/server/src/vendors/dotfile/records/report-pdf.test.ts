import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import type { ReportLine } from './report-content.ts';
import { reportBounds, reportPdf } from './report-pdf.ts';

async function pagesOf(pdf: Buffer): Promise<readonly string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false });
  return text;
}

const lines = (count: number): readonly ReportLine[] =>
  Array.from({ length: count }, (_, index) => ({ style: 'text', text: `Line ${index} of the report` }));

test('every line is on a page, whatever its script, and the pages are numbered', async () => {
  const names = ['Zoë Łukasz', 'Иван Ελένη', 'שלום', '中文'];
  const pdf = await reportPdf(
    [...names.map((text) => ({ style: 'item', text }) as const), ...lines(80)],
    'T',
    0,
  );
  const pages = await pagesOf(pdf);
  expect(pages.length).toBe(2);
  for (const shown of ['Zoë Łukasz', 'Иван Ελένη', 'שלום', '[U+4E2D][U+6587]', '1 / 2']) {
    expect(pages[0]).toContain(shown);
  }
  expect(pages[1]).toContain('Line 79 of the report');
});

test('a report that would be too long ends with a line that says so', async () => {
  const pdf = await reportPdf(lines(500), 'T', 0, { ...reportBounds, pagesMax: 3 });
  const pages = await pagesOf(pdf);
  expect(pages.length).toBeLessThanOrEqual(4);
  expect(pages.at(-1)).toMatch(/The report is cut here: \d+ more lines/);
});

test('a report that takes too long ends, too', async () => {
  const pages = await pagesOf(await reportPdf(lines(500), 'T', 0, { ...reportBounds, timeMaxMs: -1 }));
  expect(pages.join()).toContain('The report is cut here: 500 more lines');
});

test('a line without an end is cut', async () => {
  // To lay out one word takes the square of its length, so that the bound itself is met with words.
  const word = `${'x'.repeat(79)} `;
  const given = [
    [word, reportBounds.lineLengthMax, (reportBounds.lineLengthMax * 79) / 80],
    ['x', 1_000, 1_000],
  ] as const;
  for (const [part, lineLengthMax, shown] of given) {
    const text = part.repeat(1_000_000 / part.length);
    const pdf = await reportPdf([{ style: 'text', text }], 'T', 0, { ...reportBounds, lineLengthMax });
    expect((await pagesOf(pdf)).join('').replaceAll(/[^x]/g, '')).toHaveLength(shown);
  }
});

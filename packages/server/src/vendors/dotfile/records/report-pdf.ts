import { setImmediate as afterOthers } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { ReportLine } from './report-content.ts';
import { printable } from './report-text.ts';

/** Bounds of one report: beyond them it ends with a line that says so. */
export interface ReportBounds {
  readonly pagesMax: number;
  readonly lineLengthMax: number;
  readonly timeMaxMs: number;
}

export const reportBounds: ReportBounds = { pagesMax: 100, lineLengthMax: 12_000, timeMaxMs: 30_000 };

/** Others have their turn after so many lines: laying out is the work of one thread. */
const linesPerTurn = 10;

const regular = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
const bold = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'));
const sizes = { title: 18, heading: 13, item: 10, text: 9, small: 8 } as const;
const margin = 50;

/** A PDF of A4 pages with the lines. `at` (milliseconds since the epoch) is the date that it states. */
export async function reportPdf(
  lines: readonly ReportLine[],
  title: string,
  at: number,
  bounds: ReportBounds = reportBounds,
): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin,
    font: regular,
    bufferPages: true,
    info: { Title: title, Producer: 'Belfry', Creator: 'Belfry', CreationDate: new Date(at) },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  await writeLines(pdf, lines, bounds);
  numberPages(pdf);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

async function writeLines(
  pdf: PDFKit.PDFDocument,
  lines: readonly ReportLine[],
  { pagesMax, lineLengthMax, timeMaxMs }: ReportBounds,
): Promise<void> {
  const startedAt = performance.now();
  for (const [index, line] of lines.entries()) {
    if (pdf.bufferedPageRange().count >= pagesMax || performance.now() - startedAt > timeMaxMs) {
      const left = lines.length - index;
      return writeLine(pdf, { style: 'item', text: `The report is cut here: ${left} more lines.` });
    }
    const { text } = line;
    const cut = text.length > lineLengthMax ? `${text.slice(0, lineLengthMax)} …` : text;
    writeLine(pdf, { ...line, text: cut });
    if (index % linesPerTurn === linesPerTurn - 1) await afterOthers();
  }
}

function writeLine(pdf: PDFKit.PDFDocument, { style, text }: ReportLine): void {
  const emphasised = style === 'title' || style === 'heading' || style === 'item';
  pdf.font(emphasised ? bold : regular).fontSize(sizes[style]);
  if (style === 'heading') pdf.moveDown(1);
  if (style === 'item') pdf.moveDown(0.4);
  pdf
    .fillColor(style === 'small' ? '#555555' : '#000000')
    .text(printable(text, (code) => hasGlyph(pdf, code)));
}

function numberPages(pdf: PDFKit.PDFDocument): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page);
    // Text below the margin would begin another page.
    pdf.page.margins.bottom = 0;
    pdf.font(regular).fontSize(sizes.small).fillColor('#555555');
    pdf.text(`${page + 1} / ${count}`, margin, pdf.page.height - margin / 2, { lineBreak: false });
  }
}

function hasGlyph(pdf: PDFKit.PDFDocument, codePoint: number): boolean {
  // pdfkit has no public way to ask; an embedded font, which all of these are, has its font file so.
  const { _font } = pdf as unknown as {
    readonly _font: { readonly font: { readonly hasGlyphForCodePoint: (codePoint: number) => boolean } };
  };
  return _font.font.hasGlyphForCodePoint(codePoint);
}

import { textOf } from '../../text-input.ts';

const labelLengthMax = 100;

/** As Dotfile's `TagCreate` asks for it; U+0000, which PostgreSQL's text cannot hold, is Belfry's own exception. */
export const tagLabel = textOf(1, labelLengthMax).refine((text) => !/[,;:|/\\\0]/.test(text), {
  error: 'Must not contain any of , ; : | / \\ nor the character U+0000.',
});

/**
 * What labels are compared by: two that differ only in case, or in how their accents are encoded, have the same. All
 * case mappings are Unicode's own, of no language: "STRASSE" is "straße", and an "ı" without a dot is an "i". Half of a
 * surrogate pair, which PostgreSQL's text cannot hold either, is U+FFFD.
 */
export function foldedLabel(label: string): string {
  const decomposed = label.toWellFormed().normalize('NFD');
  // Not every letter has a capital of its own (ß: SS), nor a small letter (ẞ: ß): down, up, and down once more.
  const folded = decomposed.toLowerCase().toUpperCase().toLowerCase();
  // Whether a sigma is a final one depends on what stands around it.
  return folded.replaceAll('ς', 'σ').normalize('NFC');
}

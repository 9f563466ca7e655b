import { type FormatName, fullFormats } from 'ajv-formats/dist/formats.js';

/** A longer text is of no format. The expressions behind the formats go back and forth, which is harmless up to here. */
export const formattedLengthMax = 2_048;

/** The formats of JSON Schema, draft 2020-12, but for the international forms of addresses. */
const names: readonly FormatName[] = [
  'date',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'json-pointer',
  'regex',
  'relative-json-pointer',
  'time',
  'uri',
  'uri-reference',
  'uri-template',
  'uuid',
];

/** Whether a text is of the format, by the format's name. */
export const formats: Readonly<Record<string, (text: string) => boolean>> = Object.freeze(
  Object.fromEntries(names.map((name) => [name, bounded(name)])),
);

export const formatNames: readonly string[] = names;

function bounded(name: FormatName): (text: string) => boolean {
  const format = fullFormats[name];
  const accepts = acceptorOf(typeof format === 'object' && 'validate' in format ? format.validate : format);
  return (text) => text.length <= formattedLengthMax && accepts(text);
}

function acceptorOf(format: unknown): (text: string) => boolean {
  if (format instanceof RegExp) return (text) => format.test(text);
  if (typeof format === 'function') return (text) => format(text) === true;
  throw new Error('A format is neither an expression nor a function of a text');
}

import { headerNamed } from '../header.ts';
import { type Failure, failed } from '../outcome.ts';
import { type Signature, signaturesIn, signaturesMax } from './signature.ts';

/** The three headers of a call, well-formed. */
export interface CallHeaders {
  readonly id: string;
  /** UNIX seconds, and the text in which they were signed. */
  readonly timestamp: number;
  readonly timestampText: string;
  readonly signatures: readonly Signature[];
}

/**
 * Visible ASCII but no full stop, which separates the parts of what is signed: an id that holds one could be cut
 * elsewhere than the sender meant.
 */
const idPattern = /^[!-\-/-~]{1,256}$/;
/** Whole seconds as one writes them: up to the year 33658. */
const timestampPattern = /^(0|[1-9][0-9]{0,11})$/;

/**
 * Reads the headers under the names of Svix (`svix-id`) or of Standard Webhooks (`webhook-id`). Where a header is
 * there under both names they must agree: which of two values counts must not be left to chance. Never throws.
 */
export function callHeadersOf(headers: unknown): CallHeaders | Failure {
  const id = headerValueOf(headers, 'id');
  if (typeof id !== 'string') return id;
  const timestampText = headerValueOf(headers, 'timestamp');
  if (typeof timestampText !== 'string') return timestampText;
  const signature = headerValueOf(headers, 'signature');
  if (typeof signature !== 'string') return signature;
  if (!idPattern.test(id)) {
    return malformed('id', 'hold 1 to 256 visible ASCII characters without a full stop');
  }
  if (!timestampPattern.test(timestampText)) return malformed('timestamp', 'hold whole UNIX seconds');
  const signatures = signaturesIn(signature);
  if (signatures === null || signatures.length === 0) {
    return malformed('signature', `hold 1 to ${signaturesMax} signatures, one of them "v1," or "v1a,"`);
  }
  return { id, timestamp: Number(timestampText), timestampText, signatures };
}

function headerValueOf(headers: unknown, name: string): string | Failure {
  const names = [`webhook-${name}`, `svix-${name}`];
  const readings = names.map((each) => headerNamed(headers, each));
  const values = new Set<string>();
  for (const reading of readings) {
    if (reading.kind === 'malformed') return malformed(name, 'occur once');
    if (reading.kind === 'one') values.add(reading.value);
  }
  const [value] = values;
  if (value === undefined) return failed('missing_header', `There is no ${names.join(' or ')} header.`);
  return values.size === 1 ? value : malformed(name, 'be the same under both names');
}

function malformed(name: string, expected: string): Failure {
  return failed('malformed_header', `The webhook-${name} or svix-${name} header must ${expected}.`);
}

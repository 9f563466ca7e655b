import type { Dialect, Issue } from '@belfry/dialects';
import { sampleSecret } from './secret-choice.ts';
import { testHeader } from './test-call.ts';

export const staticHeadersMax = 20;
export const headerNameLengthMax = 100;
export const headerValueLengthMax = 1000;

/**
 * What is wrong with the static headers of a webhook. A name may not be one that the contract, the connection
 * or the HTTP client decides. Names are compared in lower case.
 */
export function staticHeaderIssues(headers: Readonly<Record<string, string>>, dialect: Dialect): Issue[] {
  const names = Object.keys(headers);
  if (names.length > staticHeadersMax) {
    return [{ path: 'headers', message: `At most ${staticHeadersMax} headers.` }];
  }
  const reserved = reservedHeaders(dialect);
  const seen = new Set<string>();
  return names.flatMap((name) => {
    const problem = nameProblem(name, reserved, seen) ?? valueProblem(headers[name] ?? '');
    seen.add(name.toLowerCase());
    return problem === null ? [] : [{ path: `headers.${name}`, message: problem }];
  });
}

/** Decided by the connection, the HTTP client or the body: RFC 9110 and 9112. */
const connectionHeaders = [
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
];

/** The dialect's own names are learnt from a call as it would make it, with every optional header in it. */
function reservedHeaders(dialect: Dialect): ReadonlySet<string> {
  const type = dialect.catalogue[0]?.type ?? 'sample';
  const secret = sampleSecret(dialect);
  const { headers } = dialect.request({
    workspace: { id: sampleId, name: '' },
    event: { id: sampleId, type, context: '{}', data: '{}', occurredAt: 0 },
    wire: { type, subType: null },
    retryCount: 0,
    secrets: { current: secret, old: secret },
    now: 0,
  });
  return new Set([...connectionHeaders, testHeader, ...Object.keys(headers)]);
}

const sampleId = '00000000-0000-7000-8000-000000000000';

function nameProblem(name: string, reserved: ReadonlySet<string>, seen: ReadonlySet<string>): string | null {
  const lower = name.toLowerCase();
  if (name.length > headerNameLengthMax)
    return `A header's name has at most ${headerNameLengthMax} characters.`;
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || lower === '__proto__')
    return 'Not the name of a header.';
  if (reserved.has(lower)) return 'Belfry sets this header itself; it cannot be replaced.';
  if (seen.has(lower)) return 'The header is given twice.';
  return null;
}

function valueProblem(value: string): string | null {
  if (value.length > headerValueLengthMax)
    return `A header's value has at most ${headerValueLengthMax} characters.`;
  if (!/^[\x20-\x7e]*$/.test(value)) return "A header's value is printable ASCII.";
  if (value.trim() !== value) return "A header's value does not begin or end with a space.";
  return null;
}

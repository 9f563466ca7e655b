/**
 * What to do about a server that ended while it was starting, by what it logged.
 * `again`: somebody else was faster, or what a killed server left is going away. `elsewhere`: it could not
 * listen there. `hopeless`: the next try would end the same way.
 */
export type Verdict =
  | { readonly kind: 'again'; readonly reason: string }
  | { readonly kind: 'elsewhere'; readonly socketsWork: boolean; readonly reason: string }
  | { readonly kind: 'hopeless'; readonly reason: string };

const reasonLinesMax = 6;

export function verdictOn(log: string): Verdict {
  const reason = log.split('\n').slice(-reasonLinesMax).join('\n').trim();
  if (/lock file ".*" (already exists|is empty)/.test(log)) return { kind: 'again', reason };
  if (/shared memory block .* still in use/s.test(log)) return { kind: 'again', reason };
  if (/Unix(-domain)? (socket|address)/.test(log)) return { kind: 'elsewhere', socketsWork: false, reason };
  if (/could not (bind IPv4 address|create any TCP\/IP sockets)/.test(log)) {
    return { kind: 'elsewhere', socketsWork: true, reason };
  }
  if (/^SIG[A-Z]+$/.test(log)) return { kind: 'again', reason: `it was ended by ${log}` };
  return { kind: 'hopeless', reason };
}

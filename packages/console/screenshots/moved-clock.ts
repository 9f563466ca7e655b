/**
 * Loaded before belfryd: lets it live in the past, so that a day of deliveries is there within a minute. Its clock
 * starts HISTORY_MS ago and runs as usual; a line "advance <ms> <number>" on standard input moves it on, to the
 * present at most. Names below .example lead to this machine.
 */
import dns from 'node:dns';

const presentMs = Date.now;
let behindMs = Number(process.env['HISTORY_MS'] ?? 0);

Date.now = () => presentMs() - behindMs;

process.stdin.setEncoding('utf8').on('data', (text: string) => {
  for (const [, ms, number] of text.matchAll(/^advance (\d+) (\d+)$/gm)) {
    behindMs = Math.max(0, behindMs - Number(ms));
    process.stdout.write(`advanced ${number}: ${behindMs} behind\n`);
  }
});
// Whoever started it is gone: it is to end too, and its database with it.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));

const resolver = dns.promises.Resolver.prototype;
const { resolve4, resolve6 } = resolver;
const isLocal = (name: string) => name.endsWith('.example');
const here: dns.RecordWithTtl[] = [{ address: '127.0.0.1', ttl: 600 }];

// belfryd uses one of their forms, the one with times to live.
resolver.resolve4 = async function resolve(
  this: dns.promises.Resolver,
  name: string,
  options: dns.ResolveOptions,
) {
  return isLocal(name) ? here : resolve4.call(this, name, options);
} as typeof resolve4;
resolver.resolve6 = async function resolve(
  this: dns.promises.Resolver,
  name: string,
  options: dns.ResolveOptions,
) {
  return isLocal(name) ? [] : resolve6.call(this, name, options);
} as typeof resolve6;

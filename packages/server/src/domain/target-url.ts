import { accepted, type Result, refused } from './refusal.ts';
import { addressAllowed, type TargetPolicy } from './target-address.ts';

/** Characters of a webhook's URL, as given and as normalised. */
export const targetUrlCharsMax = 2048;

/**
 * Whether a webhook may have this URL, as far as its text tells; the address behind a name is judged when it is
 * dialled. Answers the URL in the normal form of the WHATWG URL standard, in which decimal, octal, hexadecimal and
 * short IPv4 addresses have become dotted ones. Refuses validation_failed (not a usable URL) and blocked_target
 * (a usable URL that the policy forbids).
 */
export function checkTargetUrl(text: string, policy: TargetPolicy): Result<URL> {
  const malformed = malformation(text);
  if (malformed !== null) return refused('validation_failed', malformed);
  const url = URL.parse(text);
  if (url === null || url.hostname === '') {
    return refused('validation_failed', 'The URL cannot be read: write it as https://host/path.');
  }
  const unusable = unusablePart(url);
  if (unusable !== null) return refused('validation_failed', unusable);
  const blocked = blockedPart(url, policy);
  if (blocked !== null) return refused('blocked_target', blocked);
  return accepted(url);
}

function malformation(text: string): string | null {
  if (text.length > targetUrlCharsMax) return `The URL is longer than ${targetUrlCharsMax} characters.`;
  // URL parsers strip or rewrite these silently, so that two parsers may see two different hosts.
  if (/[\s\\\p{Cc}]/u.test(text)) {
    return 'The URL contains white space, a backslash or a control character.';
  }
  if (text.includes('#')) return 'The URL has a fragment, which is never sent: remove what begins with "#".';
  return null;
}

function unusablePart(url: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'The URL must begin with https://.';
  if (url.username !== '' || url.password !== '') {
    return 'The URL contains credentials: send a secret in a header instead.';
  }
  if (url.href.length > targetUrlCharsMax) return `The URL is longer than ${targetUrlCharsMax} characters.`;
  if (url.port === '0') return 'The URL names port 0, to which nothing can connect.';
  if (!isAddress(url.hostname) && !isHostName(url.hostname)) return 'The URL names an invalid host.';
  return null;
}

function blockedPart(url: URL, policy: TargetPolicy): string | null {
  if (url.protocol === 'http:' && !policy.dev) return 'The URL must begin with https://.';
  const allowed = isAddress(url.hostname)
    ? addressAllowed(bareHost(url.hostname), policy)
    : nameAllowed(url.hostname, policy);
  return allowed ? null : `The host ${url.hostname} is not public: webhooks may only call public addresses.`;
}

/** The host as `net.connect` wants it: an IPv6 address without its brackets. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/** Of a host in normal form: whether it is a literal address. A last label of digits is always one (WHATWG). */
function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Labels of letters, digits, hyphens and underscores; a single dot may end the name. */
function isHostName(hostname: string): boolean {
  const name = withoutLastDot(hostname);
  return (
    name.length <= 253 &&
    name.split('.').every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))
  );
}

/**
 * Names that stand for this machine pass where its loopback address does. Names that only a private network
 * knows pass where the operator has opened one: the address is then judged when it is dialled.
 */
function nameAllowed(hostname: string, policy: TargetPolicy): boolean {
  const name = withoutLastDot(hostname);
  if (isWithin(name, 'localhost'))
    return addressAllowed('127.0.0.1', policy) || addressAllowed('::1', policy);
  if (metadataNames.has(name)) return addressAllowed('169.254.169.254', policy);
  if (isPrivateName(name)) return policy.allowedNetworks.length > 0;
  return true;
}

/** Whether only the machine or the local network can know the name: a single label or a special-use domain. */
function isPrivateName(name: string): boolean {
  return !name.includes('.') || privateDomains.some((domain) => isWithin(name, domain));
}

/**
 * From the IANA Special-Use Domain Names registry: localhost (RFC 6761), local (RFC 6762), home.arpa (RFC 8375);
 * internal is reserved by ICANN (2024); lan and localdomain are customary in routers and hosts files.
 */
const privateDomains = ['localhost', 'local', 'internal', 'home.arpa', 'lan', 'localdomain'];

/** Names of the clouds' metadata services that are not under one of the domains above. */
const metadataNames: ReadonlySet<string> = new Set([
  'metadata',
  'instance-data',
  'metadata.goog',
  'metadata.google.internal',
  'metadata.tencentyun.com',
  'metadata.packet.net',
  'metadata.platformequinix.com',
]);

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

function withoutLastDot(hostname: string): string {
  return hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
}

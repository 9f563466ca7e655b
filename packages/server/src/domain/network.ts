import ipaddr from 'ipaddr.js';

/** Answers whether an IP address (text, IPv4 or IPv6) lies in one of some networks; false for anything else. */
export type NetworkMatcher = (ip: string) => boolean;

/** Null where the text is a CIDR block ("10.0.0.0/8", "fd00::/8"); otherwise what is wrong, as a sentence. */
export function networkProblem(cidr: string): string | null {
  return parseNetwork(cidr) === null
    ? `"${cidr}" is not a network: write an address and a prefix length, such as 10.0.0.0/8 or fd00::/8.`
    : null;
}

/**
 * Compiles CIDR blocks once, so that a look-up costs a few integer comparisons. IPv4-mapped IPv6 addresses are
 * not unfolded: they match only a block written in IPv6. Throws for a block that `networkProblem` complains of.
 */
export function compileNetworks(cidrs: readonly string[]): NetworkMatcher {
  const networks = cidrs.map((cidr) => {
    const network = parseNetwork(cidr);
    if (network === null) throw new Error(networkProblem(cidr) ?? cidr);
    return network;
  });
  return (ip) => {
    const address = parseAddress(ip);
    if (address === null) return false;
    return networks.some(
      ([base, prefixLength]) => base.kind() === address.kind() && address.match(base, prefixLength),
    );
  };
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function parseNetwork(cidr: string): readonly [Address, number] | null {
  const [base, prefixLength, ...rest] = cidr.split('/');
  if (base === undefined || prefixLength === undefined || rest.length > 0) return null;
  if (!/^\d{1,3}$/.test(prefixLength)) return null;
  const address = parseAddress(base);
  if (address === null || base.includes('%')) return null;
  const bits = Number(prefixLength);
  return bits <= (address.kind() === 'ipv4' ? 32 : 128) ? [address, bits] : null;
}

/** Only the usual four-part decimal form of IPv4: the octal and short forms mean different hosts to different parsers. */
function parseAddress(ip: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(ip)) return ipaddr.IPv4.parse(ip);
  if (ip.includes(':') && ipaddr.IPv6.isValid(ip)) return ipaddr.IPv6.parse(ip);
  return null;
}

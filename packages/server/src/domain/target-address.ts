import { compileNetworks, type NetworkMatcher } from './network.ts';

/** Which URLs webhooks may have. The same rule is applied again to the address that is dialled. */
export interface TargetPolicy {
  /** True with --dev: http as well as https, and loopback addresses. */
  readonly dev: boolean;
  /** CIDR blocks that are allowed although they are not public; `networkProblem` has accepted each of them. */
  readonly allowedNetworks: readonly string[];
}

/**
 * Whether a call may be made to this IP address (text as `net.Socket.remoteAddress` gives it): a public unicast
 * address, loopback with `dev`, or one inside `allowedNetworks`. Anything that is not an IP address is refused.
 */
export function addressAllowed(ip: string, policy: TargetPolicy): boolean {
  if (isPublic(ip)) return true;
  if (policy.dev && isLoopback(ip)) return true;
  return policy.allowedNetworks.length > 0 && allowedBy(policy)(ip);
}

/** Whether the IP address belongs to the machine itself. */
export const isLoopback = compileNetworks(['127.0.0.0/8', '::1/128']);

/** Whether a host on the public internet can have this IP address; false for text that is none. */
export function isPublic(ip: string): boolean {
  return ip.includes(':') ? isGlobalUnicast6(ip) && !isSpecial6(ip) : isIpv4(ip) && !isSpecial4(ip);
}

const isIpv4 = compileNetworks(['0.0.0.0/0']);

/**
 * Every row of the IANA IPv4 Special-Purpose Address Registry (RFC 6890), the reachable anycast services in it
 * included because no webhook is received there, and of the IANA IPv4 Multicast Address Space Registry.
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const isSpecial4 = compileNetworks([
  '0.0.0.0/8', // this network, RFC 791
  '10.0.0.0/8', // private use, RFC 1918
  '100.64.0.0/10', // shared address space (carrier-grade NAT), RFC 6598; metadata of Alibaba Cloud
  '127.0.0.0/8', // loopback, RFC 1122
  '169.254.0.0/16', // link local, RFC 3927; metadata of most clouds
  '172.16.0.0/12', // private use, RFC 1918
  '192.0.0.0/24', // IETF protocol assignments, RFC 6890; metadata of Oracle Cloud
  '192.0.2.0/24', // documentation (TEST-NET-1), RFC 5737
  '192.31.196.0/24', // AS112-v4, RFC 7535
  '192.52.193.0/24', // automatic multicast tunnelling, RFC 7450
  '192.88.99.0/24', // deprecated 6to4 relay anycast, RFC 7526
  '192.168.0.0/16', // private use, RFC 1918
  '192.175.48.0/24', // direct delegation AS112 service, RFC 7534
  '198.18.0.0/15', // benchmarking, RFC 2544
  '198.51.100.0/24', // documentation (TEST-NET-2), RFC 5737
  '203.0.113.0/24', // documentation (TEST-NET-3), RFC 5737
  '224.0.0.0/4', // multicast, RFC 5771
  '240.0.0.0/4', // reserved, RFC 1112, with the limited broadcast address, RFC 919
  '168.63.129.16/32', // not in the registry: the platform service of Azure, reachable only from inside it
]);

/**
 * The only block from which IANA has assigned global unicast addresses (IANA IPv6 Address Space). What lies
 * outside it is not public: loopback, unspecified, IPv4-mapped ::ffff:0:0/96 and IPv4-compatible ::/96, NAT64
 * 64:ff9b::/96 and 64:ff9b:1::/48, discard-only 100::/64, dummy prefix 100:0:0:1::/64, segment routing 5f00::/16,
 * unique local fc00::/7, link local fe80::/10, site local fec0::/10, multicast ff00::/8.
 * https://www.iana.org/assignments/ipv6-address-space
 */
const isGlobalUnicast6 = compileNetworks(['2000::/3']);

/**
 * The rows of the IANA IPv6 Special-Purpose Address Registry that lie inside 2000::/3.
 * https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const isSpecial6 = compileNetworks([
  '2001::/23', // IETF protocol assignments, RFC 2928: Teredo, benchmarking, ORCHID, drone identities
  '2001:db8::/32', // documentation, RFC 3849
  '2002::/16', // 6to4, RFC 3056: carries any IPv4 address inside
  '2620:4f:8000::/48', // direct delegation AS112 service, RFC 7534
  '3fff::/20', // documentation, RFC 9637
]);

/** Compiled matchers by policy object, so that a policy stays plain data and its list is parsed once. */
const compiled = new WeakMap<TargetPolicy, NetworkMatcher>();

function allowedBy(policy: TargetPolicy): NetworkMatcher {
  const known = compiled.get(policy);
  if (known !== undefined) return known;
  const matcher = compileNetworks(policy.allowedNetworks);
  compiled.set(policy, matcher);
  return matcher;
}

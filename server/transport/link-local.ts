/**
 * Addresses of the link itself (RFC 3927, RFC 4291 §2.5.6). Clouds answer there with the credentials
 * of their machines, and a database does not listen there: whatever names it is refused.
 */
import { BlockList, isIPv6 } from 'node:net';

const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet('169.254.0.0', 16);
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6');

/** Also of an IPv4 address in IPv6's form; false for a name. */
export const isLinkLocal = (address: string): boolean =>
  LINK_LOCAL.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/**
 * Link-local addresses (RFC 3927, RFC 4291 §2.5.6). Clouds serve the credentials of their machines
 * there, and no database listens there, so they are always refused.
 */
import { BlockList, isIPv6 } from 'node:net';

const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet('169.254.0.0', 16);
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6');

/** Also for an IPv4 address in IPv6 form; false for a name. */
export const isLinkLocal = (address: string): boolean =>
  LINK_LOCAL.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/** The address of the database: valid protocols, hosts and ports; pure. */
import { isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import type { ConnectionData } from '../protocol';
import { isLinkLocal } from './link-local';

const PROTOCOLS = ['http', 'https', 'binary'] as const;

/** The address for calls. The admin sets it; it never comes from a request. */
export type Target = Readonly<{
  protocol: (typeof PROTOCOLS)[number];
  host: string;
  port: number;
}>;

/** The target as a user would write it. */
export const nameOf = ({ host, port }: Target): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

export const isProtocol = (text: string): text is Target['protocol'] =>
  (PROTOCOLS as readonly string[]).includes(text.toLowerCase());

/** What is wrong with one part of a target. An empty message means that it has no value. */
export class TargetError extends Error {
  constructor(
    readonly part: keyof ConnectionData,
    message: string
  ) {
    super(message);
  }
}

/**
 * Parses a target.
 *
 * @throws TargetError - for the first invalid part.
 */
export const parseTarget = (data: ConnectionData): Target => ({
  protocol: parseProtocol(data.protocol),
  host: parseHost(data.host),
  port: parsePort(data.port)
});

function parseProtocol(text: string): Target['protocol'] {
  const found = PROTOCOLS.find(name => name === text.toLowerCase());
  if (!found) {
    throw new TargetError(
      'protocol',
      text && 'is not "http", "https" or "binary"'
    );
  }
  return found;
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) {
    throw new TargetError(
      'port',
      text && 'is not a port number from 1 to 65535'
    );
  }
  return port;
}

/** Python's clients accept `http://host`, so this does too. */
function parseHost(text: string): string {
  const host = parseHostName(text);
  if (isLinkLocal(host)) {
    throw new TargetError(
      'host',
      "must not be a link-local address, such as that of a cloud's metadata"
    );
  }
  return host;
}

function parseHostName(text: string): string {
  const host = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/\/$/, '');
  if (host === '') {
    throw new TargetError('host', text && 'is not a host name or address');
  }
  const bracketed = /^\[(.*)\]$/.exec(host)?.[1];
  if (isIPv6(bracketed ?? host)) {
    return bracketed ?? host;
  }
  if (/[\s/@?#%\\]/.test(host)) {
    throw new TargetError('host', 'must be a host only, without user or path');
  }
  if (/:\d*$/.test(host)) {
    throw new TargetError(
      'host',
      'must be a host only; the port has its own variable'
    );
  }
  const ascii = domainToASCII(host);
  if (!/^[a-z0-9_]([a-z0-9._-]{0,252})$/i.test(ascii)) {
    throw new TargetError('host', 'is not a host name or address');
  }
  return ascii;
}

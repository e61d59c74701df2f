/** The address that a password is sent to, for display. Pure. */
import type { ConnectionData } from '../../server/protocol';

export type Destination = {
  host: string;
  /** `https://warehouse.example.com:443`; empty without a host. */
  address: string;
  /** True if the connection is not encrypted. */
  isReadable: boolean;
};

const IS_THIS_COMPUTER = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i;

export function destinationOf({
  protocol,
  host,
  port
}: ConnectionData): Destination {
  const named = port === '' ? host : `${host}:${port}`;
  return {
    host,
    address: host === '' ? '' : `${protocol}://${named}`,
    isReadable: protocol !== 'https' && !IS_THIS_COMPUTER.test(host)
  };
}

/** The parts of a URL in the host field; `null` if it is only a host. */
export function partsOfAddress(text: string): ConnectionData | null {
  const address = text.trim();
  if (!/^(https?|binary):\/\//i.test(address) || !URL.canParse(address)) {
    return null;
  }
  const { protocol, hostname, port } = new URL(address);
  return { protocol: protocol.replace(/:$/, ''), host: hostname, port };
}

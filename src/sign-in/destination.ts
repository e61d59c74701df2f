/** Where a password goes, as a user is shown it. Pure. */
import type { ConnectionData } from '../../server/protocol';

export type Destination = {
  host: string;
  /** `https://warehouse.example.com:443`; empty while there is no host. */
  address: string;
  /** True where others on the way could read what is sent. */
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

/** The parts of an address that was put into the field of the host; `null` where it is a host only. */
export function partsOfAddress(text: string): ConnectionData | null {
  const address = text.trim();
  if (!/^(https?|binary):\/\//i.test(address) || !URL.canParse(address)) {
    return null;
  }
  const { protocol, hostname, port } = new URL(address);
  return { protocol: protocol.replace(/:$/, ''), host: hostname, port };
}

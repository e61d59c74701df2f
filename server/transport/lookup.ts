/** Node's own lookup of a host, without the refused addresses. */
import { lookup as dnsLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isLinkLocal } from './link-local';

/** The `code` of the error for a name that resolves only to link-local addresses. */
export const LINK_LOCAL_ONLY = 'LINK_LOCAL_ONLY';

/**
 * Pass it as `lookup` to `net.connect` and `http.request`. They do not call it for plain addresses.
 */
export const lookup: LookupFunction = (host, options, done) => {
  dnsLookup(host, { ...options, all: true }, (error, found) => {
    if (error) {
      done(error, []);
      return;
    }
    const addresses = found.filter(({ address }) => !isLinkLocal(address));
    const first = addresses[0];
    if (!first) {
      done(Object.assign(new Error(), { code: LINK_LOCAL_ONLY }), []);
    } else if (options.all) {
      done(null, addresses);
    } else {
      done(null, first.address, first.family);
    }
  });
};

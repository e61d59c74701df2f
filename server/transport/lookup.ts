/** Node's own lookup of a host, which leaves out the addresses that are refused. */
import { lookup as dnsLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isLinkLocal } from './link-local';

/** The `code` of an error: a name that leads to link-local addresses only. */
export const LINK_LOCAL_ONLY = 'LINK_LOCAL_ONLY';

/** To be given to `net.connect` and `http.request` as `lookup`; addresses alone do not pass here. */
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

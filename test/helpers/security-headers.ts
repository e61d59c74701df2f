/** The headers of every answer below our prefix, from the shim, Jupyter or the sidecar. */
import HEADERS from '../../server/http/security-headers.json';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The names of the headers that an answer lacks, and of those that it must not have. */
export function headerFaults(headers: Headers): string[] {
  const missing = Object.entries(HEADERS)
    .filter(([name, value]) => headers[name.toLowerCase()] !== value)
    .map(([name]) => `lacks ${name}`);
  const unwanted = Object.keys(headers)
    .filter(name => /^(access-control-|etag$|location$)/.test(name))
    .map(name => `has ${name}`);
  return [...missing, ...unwanted];
}

/** The method and the path of a route. Pure. */
import { URLExt } from '@jupyterlab/coreutils';
import type { ConnectionKey, AllRoutes } from '../../server/protocol';

/** The handed-over connection has the short paths. */
export const HANDOVER: ConnectionKey = 'handover';

/** The input: parts of the path, query parameters, and the body. */
export type RouteInput<K extends keyof AllRoutes> = Omit<
  AllRoutes[K],
  'reply' | 'page'
>;

export type RouteAddress = {
  method: string;
  /** Below `{base}/omnisci`, with a leading slash. */
  path: string;
};

export function addressOf<K extends keyof AllRoutes>(
  key: K,
  input: RouteInput<K>,
  connection = HANDOVER
): RouteAddress {
  const { parameters, query } = input as {
    parameters?: Record<string, string | number>;
    query?: Record<string, string>;
  };
  const [method = '', pattern = ''] = key.split(' ');
  const path = pattern.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(parameters?.[name]))
  );
  const base =
    connection === HANDOVER
      ? ''
      : `/connections/${encodeURIComponent(connection)}`;
  return {
    method,
    path: base + path + (query ? URLExt.objectToQueryString(query) : '')
  };
}

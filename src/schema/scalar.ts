/** Asks the database for one value. */
import type { IConnection } from '../tokens';

/** The first cell of the first row; `null` where there is none. */
export async function askScalar(
  client: IConnection['client'],
  sql: string
): Promise<unknown> {
  const { signal } = new AbortController();
  const { bytes } = await client.query({ sql, firstN: 1 }, { signal });
  if (bytes.byteLength === 0) {
    return null;
  }
  const { tableFromIPC } = await import('apache-arrow');
  return tableFromIPC(bytes).getChildAt(0)?.get(0) ?? null;
}

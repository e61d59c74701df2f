/** Asks the database for one value. */
import type { IConnection } from '../tokens';

/** The first cell of the first row of a query; `null` if there is none. */
export async function askScalar(
  client: IConnection['client'],
  sql: string
): Promise<unknown> {
  // Not a part of the code at JupyterLab's start.
  const { SqlStatement } = await import('../sql/statement');
  const { signal } = new AbortController();
  const { table } = await client.query(new SqlStatement(sql, null), {
    rowLimit: 1,
    signal
  });
  return table?.arrow.getChildAt(0)?.get(0) ?? null;
}

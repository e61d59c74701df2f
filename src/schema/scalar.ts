/** Asks the database for one value. */
import { SqlStatement } from '../sql/statement';
import type { IConnection } from '../tokens';

/** The first cell of the first row of a query; `null` if there is none. */
export async function askScalar(
  client: IConnection['client'],
  sql: string
): Promise<unknown> {
  const { signal } = new AbortController();
  const { table } = await client.query(new SqlStatement(sql, null), {
    rowLimit: 1,
    signal
  });
  return table?.arrow.getChildAt(0)?.get(0) ?? null;
}

/** Runs queries on a sidecar like the browser: page by page, to the end. */
import { randomUUID } from 'node:crypto';
import type {
  PageHeader,
  QueryRequest,
  QuerySummary
} from '../../server/protocol';
import type { ISidecar, Reply } from './sidecar';

export type StartOptions = {
  sql: string;
  rowLimit?: number | null;
  id?: string;
};

/** The first page, or what was answered instead; waits while the answer is "running". */
export async function startQuery(
  sidecar: ISidecar,
  { sql, rowLimit = 1000, id = randomUUID() }: StartOptions
): Promise<Reply> {
  const reply = await sidecar.post('/queries', {
    ...{ id, sql, rowLimit }
  } satisfies QueryRequest);
  return reply.status === 202 ? await fetchPage(sidecar, id, 0) : reply;
}

/** The page of this number, or what was answered instead; waits while the answer is "running". */
export async function fetchPage(
  sidecar: ISidecar,
  id: string,
  number: number,
  have = number
): Promise<Reply> {
  for (;;) {
    const reply = await sidecar.get(
      `/queries/${id}/pages/${number}?have=${have}`
    );
    if (reply.status !== 202) {
      return reply;
    }
  }
}

export const headerOf = (reply: Reply): PageHeader =>
  JSON.parse(String(reply.headers['x-omnisci-page'])) as PageHeader;

export type Rows = {
  bytes: Buffer;
  summary: QuerySummary;
  headers: PageHeader[];
};

/** Every page, joined; or the first answer that is not a page. */
export async function fetchRows(
  sidecar: ISidecar,
  options: StartOptions
): Promise<Rows | { refused: Reply }> {
  const id = options.id ?? randomUUID();
  const headers: PageHeader[] = [];
  const pages: Buffer[] = [];
  let reply = await startQuery(sidecar, { ...options, id });
  for (;;) {
    if (reply.status !== 200) {
      return { refused: reply };
    }
    const header = headerOf(reply);
    headers.push(header);
    pages.push(reply.bytes);
    if (header.summary) {
      const bytes = Buffer.concat(pages);
      return { bytes, summary: header.summary, headers };
    }
    reply = await fetchPage(sidecar, id, headers.length);
  }
}

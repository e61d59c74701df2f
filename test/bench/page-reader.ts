/** Stands in for the browser where only what is before it is measured: reads pages, keeps none. */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type {
  PageHeader,
  QueryRequest,
  QuerySummary
} from '../../server/protocol';

const PAGE_HEADER = 'x-omnisci-page';

export type Place = {
  /** A unix socket, or a port on this machine. */
  socketPath?: string;
  port?: number;
  /** In front of the sidecar's routes. */
  path: string;
  headers?: Record<string, string>;
};

export type ReadResult = { summary: QuerySummary; pages: number };

export class PageReader {
  constructor(private readonly place: Place) {}

  async readAll(sql: string): Promise<ReadResult> {
    const id = randomUUID();
    const query: QueryRequest = { id, sql, rowLimit: null };
    let reply = await this.request('POST', 'queries', query);
    for (let page = 0; ;) {
      if (reply.header?.summary) {
        return { summary: reply.header.summary, pages: page + 1 };
      }
      page += reply.header ? 1 : 0;
      reply = await this.request('GET', `queries/${id}/pages/${page}`);
    }
  }

  dispose(): void {
    this.agent.destroy();
  }

  /** Without a header where there is no page yet. */
  private request(
    method: string,
    route: string,
    content?: object
  ): Promise<{ header: PageHeader | null }> {
    const body = content && JSON.stringify(content);
    const { path, headers, ...where } = this.place;
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          ...where,
          method,
          path: path + route,
          agent: this.agent,
          headers: {
            ...headers,
            ...(body && {
              'Content-Type': 'application/json',
              'Content-Length': Buffer.byteLength(body)
            })
          }
        },
        response => {
          const { statusCode = 0, headers: told } = response;
          const failed = statusCode >= 400;
          const complaint: Buffer[] = [];
          response.on('data', (chunk: Buffer) => {
            if (failed) {
              complaint.push(chunk);
            }
          });
          response.on('error', reject);
          response.on('end', () => {
            if (failed) {
              reject(new Error(`${statusCode} ${complaint.join('')}`));
              return;
            }
            const header = told[PAGE_HEADER] as string | undefined;
            resolve({
              header:
                header === undefined ? null : (JSON.parse(header) as PageHeader)
            });
          });
        }
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  private readonly agent = new http.Agent({ keepAlive: true });
}

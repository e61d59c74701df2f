/**
 * Stands in for the browser where only what is before it is measured: reads pages, keeps none. Like
 * the browser, it requests the next page when the body of one begins.
 */
import { randomUUID } from 'node:crypto';
import http, { type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
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

type Begun = { response: IncomingMessage; header: PageHeader | null };

export class PageReader {
  constructor(private readonly place: Place) {}

  /** @param onBytes - called with the bytes of the result, in order */
  async readAll(
    sql: string,
    onBytes: (piece: Buffer) => void = () => undefined
  ): Promise<ReadResult> {
    const id = randomUUID();
    const query: QueryRequest = { id, sql, rowLimit: null };
    let { response, header } = await this.begin('POST', 'queries', query);
    for (let page = 0; ;) {
      const isLast = header?.summary !== undefined && header.summary !== null;
      const number = page + (header ? 1 : 0);
      const have = Math.max(0, number - 1);
      const next = isLast
        ? null
        : this.begin('GET', `queries/${id}/pages/${number}?have=${have}`);
      for await (const piece of response) {
        if (header) {
          onBytes(piece as Buffer);
        }
      }
      if (!next) {
        return { summary: header!.summary!, pages: page + 1 };
      }
      page = number;
      ({ response, header } = await next);
    }
  }

  dispose(): void {
    this.agent.destroy();
  }

  /** Resolves when the body begins; without a header where there is no page yet. */
  private begin(
    method: string,
    route: string,
    content?: object
  ): Promise<Begun> {
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
          if (statusCode >= 400) {
            text(response).then(
              complaint => reject(new Error(`${statusCode} ${complaint}`)),
              reject
            );
            return;
          }
          const header = told[PAGE_HEADER] as string | undefined;
          resolve({
            response,
            header:
              header === undefined ? null : (JSON.parse(header) as PageHeader)
          });
        }
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  private readonly agent = new http.Agent({ keepAlive: true });
}

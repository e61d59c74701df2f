/**
 * Asks as the front end does: comes again where it is too early, page by page, and looks at each
 * answer's form. What an answer says is for others to judge.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Table, tableFromIPC } from 'apache-arrow';
import type {
  ErrorReply,
  PageHeader,
  QueryRequest
} from '../../server/protocol';
import { type Answer, ask, type Asked, type Place } from './place';

/** A refusal with a code, as docs/errors.md lists them. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message);
  }
}

/** It was told to come again, for too long. */
export class Starved extends Error {}

/** Something came that no rule foresees; the message says what. */
export class Wrong extends Error {}

const TOO_MUCH_AT_ONCE = 429;
const QUEUE_TIMEOUT_MS = 5 * 60_000;

export type CallerOptions = {
  place: Place;
  /** Told of each 429. */
  onTooMuch: () => void;
};

export class Caller {
  constructor(private readonly options: CallerOptions) {}

  async json<T>(route: string): Promise<{ reply: T; answer: Answer }> {
    const answer = await this.ask({ method: 'GET', route });
    return { reply: JSON.parse(answer.body.toString()) as T, answer };
  }

  /** All rows of a statement. */
  async rows(sql: string, id = randomUUID()): Promise<Table> {
    const content: QueryRequest = { id, sql, rowLimit: null };
    const pages: Buffer[] = [];
    let answer = await this.ask({ method: 'POST', route: 'queries', content });
    for (;;) {
      if (answer.status === 200) {
        const { header, body } = pageOf(answer, pages.length);
        pages.push(body);
        if (header.summary) {
          return wholeOf(pages, header);
        }
      } else if (answer.status !== 202) {
        throw new Wrong(`HTTP ${answer.status} in place of a page`);
      }
      const route = `queries/${id}/pages/${pages.length}`;
      answer = await this.ask({ method: 'GET', route });
    }
  }

  /** Comes again where it is told to; rejects with what was refused. */
  async ask(asked: Asked): Promise<Answer> {
    const { place, onTooMuch } = this.options;
    const since = performance.now();
    for (;;) {
      const answer = await ask(place, asked);
      if (answer.status < 400) {
        return answer;
      }
      const refused = refusalOf(answer);
      if (answer.status !== TOO_MUCH_AT_ONCE) {
        throw refused;
      }
      onTooMuch();
      const seconds = Number(answer.headers['retry-after']);
      if (!(seconds > 0)) {
        throw new Wrong('a 429 without Retry-After');
      }
      if (performance.now() - since > QUEUE_TIMEOUT_MS) {
        throw new Starved();
      }
      await pause(seconds * 1000 * (1 + Math.random() / 2));
    }
  }
}

function refusalOf({ status, body }: Answer): Refused {
  try {
    const { code, message } = JSON.parse(body.toString()) as ErrorReply;
    return new Refused(code, message);
  } catch {
    throw new Wrong(`HTTP ${status} without a code`);
  }
}

function pageOf(
  { headers, body }: Answer,
  page: number
): { header: PageHeader; body: Buffer } {
  const header = JSON.parse(String(headers['x-omnisci-page'])) as PageHeader;
  if (header.page !== page || header.bytes !== body.length) {
    throw new Wrong('a page of another number or length');
  }
  return { header, body };
}

function wholeOf(pages: Buffer[], { summary }: PageHeader): Table {
  const table = tableFromIPC(Buffer.concat(pages));
  if (table.numRows !== summary?.rows) {
    throw new Wrong('fewer or more rows than the summary tells');
  }
  return table;
}

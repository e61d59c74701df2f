/** The admin's servers: from a setting, and from a file that is read at each use. */
import { ApiError } from '../errors/api-error';
import { FileFault, SettledFile } from '../files/settled-file';
import { TimedReader } from '../files/timed-reader';
import { listedServers, type Server } from './listed-server';

const MAX_BYTES = 1024 * 1024;
const TIME_LIMIT_MS = 1500;

export type AdminServersOptions = {
  /** `OmniSciConnections.servers`. */
  servers: readonly unknown[];
  /** `OmniSciConnections.servers_file`; empty for none. */
  file: string;
  /** `OmniSciConnections.use_passwords_of_servers_file`. */
  usePasswords: boolean;
  /** `OmniSciConnections.read_only`: all servers, none, or those with these IDs. */
  readOnly: boolean | readonly string[];
};

export type AdminServersReading = {
  servers: Server[];
  /** Why some servers are missing. */
  fault: ApiError | null;
};

export class AdminServers {
  private readonly reader: TimedReader<unknown> | null = null;

  constructor(private readonly options: AdminServersOptions) {
    const { file: path } = options;
    if (path !== '') {
      const file = new SettledFile({
        path,
        maxBytes: MAX_BYTES,
        check: () => undefined
      });
      this.reader = new TimedReader({
        read: async () => parse(path, (await file.read()).content),
        timeLimitMs: TIME_LIMIT_MS,
        tooSlow: seconds =>
          invalid(path, `could not be read within ${seconds} seconds`)
      });
    }
  }

  /** Never rejects. If one list is invalid, the servers of the other are returned. */
  async read(): Promise<AdminServersReading> {
    const { servers, file, usePasswords } = this.options;
    const lists: (() => Promise<Server[]> | Server[])[] = [
      () =>
        listedServers(servers, {
          where: 'The setting OmniSciConnections.servers',
          usePasswords: false
        })
    ];
    if (this.reader) {
      const reader = this.reader;
      lists.push(async () =>
        listedServers(await reader.read(), {
          where: `The file ${file} of OmniSciConnections.servers_file`,
          usePasswords
        })
      );
    }
    const found: Server[] = [];
    let fault: ApiError | null = null;
    for (const list of lists) {
      try {
        const known = new Set(found.map(({ id }) => id));
        found.push(...(await list()).filter(({ id }) => !known.has(id)));
      } catch (error) {
        fault ??= asFault(file, error);
      }
    }
    return {
      servers: found.map(server => ({
        ...server,
        readOnly: server.readOnly || this.isReadOnly(server.id)
      })),
      fault
    };
  }

  /** Applies to the handed-over server, too. */
  isReadOnly(id: string): boolean {
    const { readOnly } = this.options;
    return typeof readOnly === 'boolean' ? readOnly : readOnly.includes(id);
  }
}

function parse(path: string, content: Uint8Array): unknown {
  try {
    return JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(content)
    );
  } catch {
    // JSON.parse quotes its input, which contains passwords.
    throw invalid(path, 'is not JSON');
  }
}

function asFault(path: string, error: unknown): ApiError {
  if (error instanceof FileFault) {
    return invalid(path, error.message);
  }
  if (error instanceof ApiError) {
    return error;
  }
  throw error;
}

const invalid = (path: string, what: string): ApiError =>
  new ApiError(
    'config_invalid',
    `The file ${path} of OmniSciConnections.servers_file ${what}.`
  );

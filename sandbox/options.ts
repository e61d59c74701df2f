/** Reads the sandbox's command line. Pure: neither touches the process nor the disk. */
import { parseArgs } from 'node:util';

export type SandboxOptions = {
  host: string;
  httpPort: number;
  binaryPort: number;
  dataDir: string;
  samples: boolean;
  idleTimeoutMinutes: number;
  maxSessionMinutes: number;
  user: string;
  password: string;
  database: string;
  readyFile?: string;
  parentPid?: number;
};

export const HELP = `A HeavyDB-compatible database on DuckDB, with sample data, for trying and testing.

  npm run sandbox -- [options]

  --host ADDRESS              address to listen on (127.0.0.1)
  --http-port PORT            Thrift over HTTP, JSON and binary; 0 = any free one (6278)
  --binary-port PORT          Thrift over TCP, binary; 0 = any free one (6274)
  --user NAME                 who may log in (admin)
  --password TEXT             with which password (HyperInteractive)
  --database NAME             the one database (heavyai)
  --data-dir FOLDER           where the prepared sample data is kept (build/sandbox-data)
  --empty                     start without the sample tables
  --idle-timeout-minutes N    a session unused for so long expires (60)
  --max-session-minutes N     a session so old expires (43200)
  --ready-file PATH           write the line that is printed when ready there, too
  --parent-pid PID            end when this process is gone
  --help                      this text

When ready it prints one line of JSON: {"httpPort":6278,"binaryPort":6274}.
What users create or change is kept in memory and lost at the end.
`;

/** Answers `undefined` when only the help was asked for; throws on what is not understood. */
export function parseOptions(args: string[]): SandboxOptions | undefined {
  const { values } = parseArgs({
    args,
    strict: true,
    allowPositionals: false,
    options: {
      help: { type: 'boolean', default: false },
      host: { type: 'string', default: '127.0.0.1' },
      'http-port': { type: 'string', default: '6278' },
      'binary-port': { type: 'string', default: '6274' },
      'data-dir': { type: 'string', default: 'build/sandbox-data' },
      empty: { type: 'boolean', default: false },
      'idle-timeout-minutes': { type: 'string', default: '60' },
      'max-session-minutes': { type: 'string', default: '43200' },
      user: { type: 'string', default: 'admin' },
      password: { type: 'string', default: 'HyperInteractive' },
      database: { type: 'string', default: 'heavyai' },
      'ready-file': { type: 'string' },
      'parent-pid': { type: 'string' }
    }
  });
  if (values.help) {
    return undefined;
  }
  const parentPid = values['parent-pid'];
  return {
    host: values.host,
    httpPort: port('--http-port', values['http-port']),
    binaryPort: port('--binary-port', values['binary-port']),
    dataDir: values['data-dir'],
    samples: !values.empty,
    idleTimeoutMinutes: positive(
      '--idle-timeout-minutes',
      values['idle-timeout-minutes']
    ),
    maxSessionMinutes: positive(
      '--max-session-minutes',
      values['max-session-minutes']
    ),
    user: values.user,
    password: values.password,
    database: values.database,
    readyFile: values['ready-file'],
    parentPid:
      parentPid === undefined ? undefined : positive('--parent-pid', parentPid)
  };
}

function port(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) {
    throw new Error(`${name} wants a port from 0 to 65535, not "${text}".`);
  }
  return value;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new Error(`${name} wants a number above 0, not "${text}".`);
  }
  return value;
}

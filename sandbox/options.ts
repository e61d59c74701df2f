/** Reads the sandbox's command line. Pure: neither touches the process nor the disk. */
import { parseArgs } from 'node:util';

export type SandboxOptions = {
  host: string;
  httpPort: number;
  binaryPort: number;
  dataDir: string;
  samples: boolean;
  /** PEM files; both or neither. With them both ports speak TLS. */
  tls?: { cert: string; key: string };
  /** DuckDB's spatial extension; absent for the one in the `.venv`, if there is one. */
  spatialExtension?: string;
  idleTimeoutMinutes: number;
  maxSessionMinutes: number;
  /** Whether it draws specifications of Vega. */
  rendering: boolean;
  users: UserOption[];
  /** Holds passwords in place of the arguments: see `withPasswords`. */
  passwordFile?: string;
  databases: string[];
  readyFile?: string;
  parentPid?: number;
};

export type UserOption = {
  name: string;
  password: string;
  /** Which databases they may use; absent for all. */
  databases?: string[];
};

export const HELP = `A HeavyDB-compatible database on DuckDB, with sample data, for trying and testing.

  npm run sandbox -- [options]

  --host ADDRESS              address to listen on (127.0.0.1)
  --http-port PORT            Thrift over HTTP, JSON and binary; 0 = any free one (6278)
  --binary-port PORT          Thrift over TCP, binary; 0 = any free one (6274)
  --tls-cert FILE             certificate, as PEM: both ports speak TLS only
  --tls-key FILE              its private key, as PEM
  --database NAME             a database; again for each further one (heavyai)
  --user NAME[:DATABASE,…]    who may log in; again for each further one (admin).
                              The first is the superuser. Others may use the
                              databases named, or all
  --password TEXT             the password of the first user, again for the second
                              and so on (HyperInteractive)
  --password-file FILE        passwords that no list of processes shows: a line
                              NAME:PASSWORD for each user
  --data-dir FOLDER           where the prepared sample data is kept (build/sandbox-data)
  --empty                     start without the sample tables; otherwise the first
                              database holds flights, each further one the weather
  --spatial-extension FILE    DuckDB's extension for geo functions (the one of the Python
                              package duckdb-extension-spatial in .venv)
  --idle-timeout-minutes N    a session unused for so long expires (60)
  --max-session-minutes N     a session so old expires (43200)
  --no-rendering              draw no Vega, like a HeavyDB without GPU
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
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'data-dir': { type: 'string', default: 'build/sandbox-data' },
      empty: { type: 'boolean', default: false },
      'spatial-extension': { type: 'string' },
      'idle-timeout-minutes': { type: 'string', default: '60' },
      'max-session-minutes': { type: 'string', default: '43200' },
      'no-rendering': { type: 'boolean', default: false },
      user: { type: 'string', multiple: true, default: ['admin'] },
      password: { type: 'string', multiple: true, default: [] },
      'password-file': { type: 'string' },
      database: { type: 'string', multiple: true, default: ['heavyai'] },
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
    tls: tlsOf(values['tls-cert'], values['tls-key']),
    dataDir: values['data-dir'],
    samples: !values.empty,
    spatialExtension: values['spatial-extension'],
    idleTimeoutMinutes: positive(
      '--idle-timeout-minutes',
      values['idle-timeout-minutes']
    ),
    maxSessionMinutes: positive(
      '--max-session-minutes',
      values['max-session-minutes']
    ),
    rendering: !values['no-rendering'],
    users: usersOf(values.user, values.password, values.database),
    passwordFile: values['password-file'],
    databases: unique('--database', values.database),
    readyFile: values['ready-file'],
    parentPid:
      parentPid === undefined ? undefined : positive('--parent-pid', parentPid)
  };
}

/** The options with the passwords of a file's text, in which each line is NAME:PASSWORD. */
export function withPasswords(
  options: SandboxOptions,
  text: string
): SandboxOptions {
  const users = options.users.map(user => ({ ...user }));
  for (const line of text.split('\n').filter(Boolean)) {
    const [name, password] = cut(line);
    const user = users.find(one => one.name === name);
    if (!user || password === undefined) {
      throw new Error(
        '--password-file requires lines NAME:PASSWORD, each for a name given with --user.'
      );
    }
    user.password = password;
  }
  return { ...options, users };
}

function tlsOf(
  cert: string | undefined,
  key: string | undefined
): SandboxOptions['tls'] {
  if (cert === undefined && key === undefined) {
    return undefined;
  }
  if (cert === undefined || key === undefined) {
    throw new Error('--tls-cert and --tls-key require each other.');
  }
  return { cert, key };
}

function usersOf(
  users: string[],
  passwords: string[],
  databases: string[]
): UserOption[] {
  if (passwords.length > users.length) {
    throw new Error('--password is given more often than --user.');
  }
  const result = users.map((text, index): UserOption => {
    const [name, rights] = cut(text);
    const password = passwords[index] ?? 'HyperInteractive';
    const own = rights?.split(',').filter(Boolean);
    const unknown = own?.find(database => !databases.includes(database));
    if (unknown !== undefined) {
      throw new Error(
        `--user ${text}: no --database has the name "${unknown}".`
      );
    }
    return { name, password, databases: own };
  });
  unique(
    '--user',
    result.map(({ name }) => name)
  );
  return result;
}

/** At the first colon: a name has none, and a password may have many. */
function cut(text: string): [string, string | undefined] {
  const at = text.indexOf(':');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function unique(option: string, names: string[]): string[] {
  const keys = names.map(name => name.toLowerCase());
  const bad = names.find(
    (name, index) => name === '' || keys.indexOf(name.toLowerCase()) !== index
  );
  if (bad !== undefined) {
    throw new Error(
      bad === ''
        ? `${option} requires a name.`
        : `${option} ${bad} is given twice.`
    );
  }
  return names;
}

function port(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) {
    throw new Error(`${name} requires a port from 0 to 65535, not "${text}".`);
  }
  return value;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new Error(`${name} must be a number above 0, not "${text}".`);
  }
  return value;
}

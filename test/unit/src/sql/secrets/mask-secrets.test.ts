import { describe, expect, test } from 'vitest';
import {
  lacksSecret,
  maskSecrets
} from '../../../../../src/sql/secrets/mask-secrets';

/** What stands on the left is kept as what stands on the right, in which nothing else has changed. */
const MASKED: [string, string][] = [
  // users
  [
    "CREATE USER ada (password = 'hunter2', is_super = 'false')",
    "CREATE USER ada (password = '•••', is_super = 'false')"
  ],
  [
    "create user ada(is_super='true',PASSWORD='hunter2')",
    "create user ada(is_super='true',PASSWORD='•••')"
  ],
  ["ALTER USER ada (password='hunter2')", "ALTER USER ada (password='•••')"],
  [
    "CREATE /* new */ USER\n  ada -- it's her\n(\n  password\n  =\n  'hunter2'\n)",
    "CREATE /* new */ USER\n  ada -- it's her\n(\n  password\n  =\n  '•••'\n)"
  ],
  [
    'CREATE USER "a;b" ("password" = "hunter2")',
    'CREATE USER "a;b" ("password" = \'•••\')'
  ],
  [
    "CREATE USER ada ('password' = 'hunter2')",
    "CREATE USER ada ('password' = '•••')"
  ],
  [
    'CREATE USER ada (password = hunter2-hunter2)',
    "CREATE USER ada (password = '•••')"
  ],
  ['CREATE USER ada (password hunter2)', "CREATE USER ada (password '•••')"],
  [
    'CREATE USER ada (password = $$hunter2$$)',
    "CREATE USER ada (password = '•••')"
  ],
  [
    "CREATE USER ada (password = U&'hunter2')",
    "CREATE USER ada (password = '•••')"
  ],
  [
    "CREATE USER ada (password = 'x' || 'hunter2')",
    "CREATE USER ada (password = '•••')"
  ],
  [
    "CREATE USER ada (password = 'a''hunter2')",
    "CREATE USER ada (password = '•••')"
  ],
  [
    "CREATE USER ada (password = 'a,(hunter2', can_login = 'true')",
    "CREATE USER ada (password = '•••', can_login = 'true')"
  ],
  [
    "CREATE USER ada (password => 'hunter2')",
    "CREATE USER ada (password => '•••')"
  ],
  [
    "CREATE USER ada (password == MD5('hunter2'))",
    "CREATE USER ada (password == '•••')"
  ],
  // as other databases have it, typed here
  [
    "ALTER USER ada SET PASSWORD 'hunter2'",
    "ALTER USER ada SET PASSWORD '•••'"
  ],
  [
    "CREATE USER ada IDENTIFIED BY 'hunter2'",
    "CREATE USER ada IDENTIFIED BY '•••'"
  ],
  [
    "CREATE OR REPLACE USER ada (password = 'hunter2')",
    "CREATE OR REPLACE USER ada (password = '•••')"
  ],
  [
    "CREATE ROLE ada LOGIN PASSWORD 'hunter2'",
    "CREATE ROLE ada LOGIN PASSWORD '•••'"
  ],
  ["ALTER ROLE ada PASSWORD 'hunter2'", "ALTER ROLE ada PASSWORD '•••'"],
  // servers and mappings
  [
    "CREATE USER MAPPING FOR PUBLIC SERVER s WITH (username = 'ada', password = 'hunter2')",
    "CREATE USER MAPPING FOR PUBLIC SERVER s WITH (username = 'ada', password = '•••')"
  ],
  [
    "CREATE USER MAPPING IF NOT EXISTS FOR token SERVER s WITH (s3_access_key = 'hunter2', s3_secret_key = 'hunter2')",
    "CREATE USER MAPPING IF NOT EXISTS FOR token SERVER s WITH (s3_access_key = '•••', s3_secret_key = '•••')"
  ],
  [
    "CREATE SERVER s FOREIGN DATA WRAPPER odbc WITH (connection_string = 'Driver=x;PWD=hunter2', storage_type = 'AWS_S3')",
    "CREATE SERVER s FOREIGN DATA WRAPPER odbc WITH (connection_string = '•••', storage_type = 'AWS_S3')"
  ],
  [
    "ALTER SERVER s SET (s3_bucket = 'b', s3_secret_key = 'hunter2')",
    "ALTER SERVER s SET (s3_bucket = 'b', s3_secret_key = '•••')"
  ],
  [
    "CREATE FOREIGN TABLE t (password TEXT, token TEXT ENCODING DICT(8)) SERVER s WITH (credential_string = 'hunter2', file_path = 'a')",
    "CREATE FOREIGN TABLE t (password TEXT, token TEXT ENCODING DICT(8)) SERVER s WITH (credential_string = '•••', file_path = 'a')"
  ],
  // files
  [
    "COPY t FROM 's3://b/f.csv' WITH (s3_access_key = 'hunter2', header = 'true')",
    "COPY t FROM 's3://b/f.csv' WITH (s3_access_key = '•••', header = 'true')"
  ],
  [
    "COPY t FROM 's3://b/f.csv' WITH (s3_session_token='hunter2')",
    "COPY t FROM 's3://b/f.csv' WITH (s3_session_token='•••')"
  ],
  [
    "COPY t FROM 'x' WITH (s3_secret_key = hunter2/ab+c==)",
    "COPY t FROM 'x' WITH (s3_secret_key = '•••')"
  ],
  [
    "COPY (SELECT * FROM t WHERE token = 'a' AND url = 'a://b:c@d') TO 's3://b' WITH (s3_secret_key = 'hunter2')",
    "COPY (SELECT * FROM t WHERE token = 'a' AND url = 'a://b:c@d') TO 's3://b' WITH (s3_secret_key = '•••')"
  ],
  [
    "COPY(SELECT 1)TO 'x' WITH (odbc_password='hunter2')",
    "COPY(SELECT 1)TO 'x' WITH (odbc_password='•••')"
  ],
  ["COPY t FROM 'https://u:hunter2@host/f.csv'", "COPY t FROM '•••'"],
  [
    "COPY t FROM 'https://host/f.csv?sv=1&sig=hunter2' WITH (header = 'true')",
    "COPY t FROM '•••' WITH (header = 'true')"
  ],
  [
    "DUMP TABLE t TO 's3://b/t.gz' WITH (s3_secret_key = 'hunter2', compression = 'gzip')",
    "DUMP TABLE t TO 's3://b/t.gz' WITH (s3_secret_key = '•••', compression = 'gzip')"
  ],
  [
    "RESTORE TABLE t FROM 's3://b/t.gz' WITH (s3_secret_key = 'hunter2')",
    "RESTORE TABLE t FROM 's3://b/t.gz' WITH (s3_secret_key = '•••')"
  ],
  // omnisql
  ['\\c heavyai ada hunter2\nSELECT 1', "\\c heavyai ada '•••'\nSELECT 1"],
  ['-- \\connect heavyai ada hunter2', "-- \\connect heavyai ada '•••'"],
  // behind something else
  ...['# ', ' * ', '1. ', 'EXPLAIN '].map((before): [string, string] => [
    `${before}COPY t FROM 's3://b/f' WITH (s3_secret_key = 'hunter2')`,
    `${before}COPY t FROM 's3://b/f' WITH (s3_secret_key = '•••')`
  ]),
  [
    `EXPLAIN COPY"t" TO 's3://b/f' WITH (s3_secret_key = 'hunter2')`,
    `EXPLAIN COPY"t" TO 's3://b/f' WITH (s3_secret_key = '•••')`
  ],
  // made a comment, to be run again later
  [
    "-- CREATE USER ada (password = 'hunter2')\nSELECT 1",
    "-- CREATE USER ada (password = '•••')\nSELECT 1"
  ],
  [
    "CREATE USER ada (is_super = 'true'\n-- , password = 'hunter2'\n)",
    "CREATE USER ada (is_super = 'true'\n-- , password = '•••'\n)"
  ],
  [
    "CREATE USER ada (is_super = 'true' /* password = 'hunter2' */); SELECT 'a'",
    "CREATE USER ada (is_super = 'true' /* password = '•••' */); SELECT 'a'"
  ],
  // among others
  [
    "SELECT 1; ALTER USER ada (password = 'hunter2'); SELECT 'password = ''x'''",
    "SELECT 1; ALTER USER ada (password = '•••'); SELECT 'password = ''x'''"
  ],
  // half typed, or with a quote too many: the other statements stay
  ["CREATE USER ada (password = 'hunter2", "CREATE USER ada (password = '•••'"],
  [
    "CREATE USER ada (password = 'hunter2)",
    "CREATE USER ada (password = '•••'"
  ],
  [
    "SELECT 1;\nCREATE USER ada (password = 'hunter2\n;\nSELECT 'a', 'b' FROM t;",
    "SELECT 1;\nCREATE USER ada (password = '•••'\n;\nSELECT 'a', 'b' FROM t;"
  ],
  [
    "CREATE USER ada (password = \nSELECT * FROM t WHERE a = 'x'",
    "CREATE USER ada (password = \nSELECT * FROM t WHERE a = 'x'"
  ],
  [
    "CREATE USER ada (password = 'hunter2, is_super = 'true')\n;SELECT 'x'",
    "CREATE USER ada (password = '•••'\n;SELECT 'x'"
  ],
  [
    "{# don't #}\nSELECT 'a';\nCREATE USER ada (password = 'hunter2')",
    "{# don't #}\nSELECT 'a';\nCREATE USER ada (password = '•••')"
  ],
  [
    "' SELECT 1; CREATE USER ada (password = 'hunter2') -- it's",
    "' SELECT 1; CREATE USER ada (password = '•••') -- it's"
  ],
  [
    "' CREATE USER ada (password = '--hunter2' ); -- it's",
    "' CREATE USER ada (password = '•••' ); -- it's"
  ],
  [
    "CREATE USER ' ada (password = 'hunter2')",
    "CREATE USER ' ada (password = '•••')"
  ],
  [
    "CREATE USER ada /* (password = 'hunter2')",
    "CREATE USER ada /* (password = '•••')"
  ],
  [
    "COPY t FROM 'https://u:hunter2@host/f.csv\n;\nSELECT 'a'",
    "COPY t FROM '•••'\n;\nSELECT 'a'"
  ]
];

/** None of these has a secret where HeavyDB's grammar has one. */
const KEPT: string[] = [
  // names and literals of a query are the user's own business
  '-- token: see wiki',
  'SELECT count(*) FROM pilots WHERE pass = 1;',
  'SELECT * FROM logins WHERE pass_attempts > 30;',
  'SELECT * FROM parcels WHERE pin = 560001;',
  "SELECT * FROM words WHERE token LIKE 'the%';",
  "SELECT * FROM transfers WHERE token_address = '0xdAC17F958D2ee523a2206206994597C13D831ec7';",
  'SELECT avg(prompt_tokens) FROM llm_calls WHERE prompt_tokens > 1000;',
  'SELECT * FROM turbines WHERE pw > 1.5;',
  'SELECT * FROM genes WHERE sig < 0.05;',
  "SELECT * FROM mails WHERE subject LIKE '%password: reset%';",
  "SELECT * FROM users WHERE password = 'x'",
  "SELECT 'x' AS password, 'https://a:b@c/d' AS url",
  "UPDATE users SET password = 'x' WHERE name = 'ada'",
  "INSERT INTO users (name, password) VALUES ('ada', 'x')",
  "SELECT * FROM log WHERE query LIKE '%CREATE USER ada (password = %'",
  "SELECT * FROM log WHERE query = 'CREATE USER ada (password = ''x'')'",
  "SELECT copy FROM t WHERE token = 'x'",
  "SELECT\n  copy,\n  'x' AS token\nFROM t",
  "SELECT a,\n  copy c,\n  token = 'k'\nFROM t",
  "SELECT copy c FROM t WHERE token = 'x'",
  'SELECT * FROM files -- in D:\\c are three of them',
  // statements that define, without a secret
  "CREATE USER ada (is_super = 'false', default_db = 'token')",
  'ALTER USER ada RENAME TO password',
  'CREATE USER password_manager (is_super = true)',
  'DROP USER ada',
  'CREATE ROLE token',
  'GRANT SELECT ON TABLE t TO ada',
  "CREATE SERVER s FOREIGN DATA WRAPPER odbc WITH (data_source_name = 'x')",
  "CREATE TABLE t (password TEXT, token TEXT DEFAULT 'x')",
  "COPY t FROM 's3://b/f.csv' WITH (header = 'true', s3_region = 'eu')",
  "COPY (SELECT password, 'x' FROM t WHERE token = 'x') TO '/tmp/x'",
  "COPY (\nSELECT * FROM t\n) TO '/tmp/x'",
  // templates, and quotes that do not close
  "{# don't touch #}\n{% set cols = ['a','b'] %}\nSELECT {% for c in cols %}{{ c }},{% endfor %} 1 FROM {{ ref('flights') }};\nSELECT 2;",
  "SELECT 'unclosed",
  "SELECT 'it",
  "SET PASSWORD 'x",
  // what has been typed of it so far holds none
  'CREATE USER ada (password',
  'CREATE USER ada (password = ',
  "CREATE USER ada (is_super = 'tr\n;SELECT 'a' AS token",
  "CREATE USER ada (\nSELECT * FROM t WHERE token = 'x'"
];

describe('what is kept of a text', () => {
  test.each(MASKED)('%j', (sql, kept) => {
    expect(maskSecrets(sql)).toEqual({ sql: kept, isMasked: kept !== sql });
    expect(kept).not.toContain('hunter2');
  });

  test.each(KEPT)('is all of it, to the letter: %j', sql => {
    expect(maskSecrets(sql)).toEqual({ sql, isMasked: false });
  });

  test.each(MASKED)('is the same when it is masked again: %j', (_, kept) => {
    expect(maskSecrets(kept).sql).toBe(kept);
  });

  test.each([
    `SELECT ${"'x' AS a, ".repeat(9000)} 'y' AS password FROM t`,
    `${'CREATE USER a (is_super = 1);\n'.repeat(4000)}`,
    `${'CREATE USER a '.repeat(8000)}`,
    `${'COPY t '.repeat(15_000)}`,
    `${"CREATE USER '".repeat(8000)}`,
    `${'CREATE/* '.repeat(10_000)}`,
    `${' '.repeat(100_000)}COPY`,
    `COPY t FROM '${'a://b:'.repeat(16_000)}'`,
    `CREATE USER a (${'password = '.repeat(9000)}`,
    `CREATE USER a (${'password, '.repeat(9000)}`,
    `COPY t FROM 'x' WITH (${"token = 'x', ".repeat(8000)})`,
    `COPY t FROM 'x' WITH (${'token = 1 /* token = 1 */, '.repeat(4000)})`,
    `COPY t FROM 'x' WITH (token = x${' '.repeat(200_000)}y)`,
    `CREATE USER a (\n${'-- token\n'.repeat(10_000)})`,
    `CREATE USER a (${'/* /* x */ '.repeat(9000)}`,
    `CREATE USER a ${'-'.repeat(100_000)}`,
    `CREATE USER a (${"'a'".repeat(60_000)}b)`,
    `CREATE USER a (${Array.from({ length: 20_000 }, (_, i) => `$a${i}$`).join(' ')})`
  ])('is told of the longest texts, too (%#)', sql => {
    // The runner stops a test that takes 5 s.
    expect(maskSecrets(sql).sql.length).toBeGreaterThan(0);
  });
});

test('a statement lacks its secret as long as the mask stands in its place', () => {
  expect(lacksSecret("ALTER USER ada (password = '•••')")).toBe(true);
  expect(lacksSecret("COPY t FROM '•••'")).toBe(true);
  expect(lacksSecret("ALTER USER ada (password = 'hunter2')")).toBe(false);
  expect(lacksSecret("SELECT '•••' AS bullets")).toBe(false);
});

test.each(['/* a ', '-'])(
  'a secret behind ten thousand times %j is masked, too',
  mark => {
    const sql = `CREATE USER a ${mark.repeat(10_000)}\n(password = 'zq1')`;
    expect(maskSecrets(sql).sql).not.toContain('zq1');
  }
);

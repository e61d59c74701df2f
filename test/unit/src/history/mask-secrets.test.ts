import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../../../../src/history/mask-secrets';

/** In every one of these, `hunter2` is a secret. */
const SECRET: string[] = [
  // users
  "CREATE USER ada (password = 'hunter2', is_super = 'false')",
  "create user ada(PASSWORD='hunter2')",
  "ALTER USER ada (password='hunter2')",
  "ALTER USER ada SET PASSWORD 'hunter2'",
  "CREATE USER ada IDENTIFIED BY 'hunter2'",
  "CREATE USER ada (name_of_my_dog = 'hunter2')",
  "CREATE /* new */ USER\n  ada\n(\n  password\n  =\n  'hunter2'\n)",
  'CREATE USER ada (password = "hunter2")',
  'CREATE USER ada (password = hunter2)',
  'CREATE USER ada (password = hunter2-hunter2)',
  "CREATE USER ada (password = 'a''hunter2')",
  "CREATE USER ada (password = U&'hunter2')",
  "CREATE USER ada (password = 'x' 'hunter2')",
  "CREATE USER ada (password = 'x' || 'hunter2')",
  'CREATE USER ada ("password" = \'hunter2\')',
  "CREATE USER ada ('password' = 'hunter2')",
  "CREATE USER ada (password => 'hunter2')",
  'CREATE USER ada (password hunter2)',
  'CREATE USER ada (password = $$hunter2$$)',
  // servers and mappings: https://docs.heavy.ai/sql/data-definition-ddl
  "CREATE SERVER s FOREIGN DATA WRAPPER odbc WITH (connection_string = 'Driver=x;hunter2')",
  "CREATE SERVER s FOREIGN DATA WRAPPER odbc WITH (data_source_name = 'hunter2')",
  "CREATE USER MAPPING FOR PUBLIC SERVER s WITH (username = 'a', password = 'hunter2')",
  "ALTER SERVER s SET (s3_secret_key = 'hunter2')",
  "CREATE OR REPLACE SERVER s WITH (x = 'hunter2')",
  "CREATE FOREIGN TABLE t (a INT) SERVER s WITH (s3_access_key = 'hunter2')",
  // COPY
  "COPY t FROM 's3://b/f.csv' WITH (s3_access_key = 'hunter2', header = 'true')",
  "COPY t FROM 's3://b/f.csv' WITH (s3_secret_key='hunter2')",
  "COPY t FROM 's3://b/f.csv' WITH (s3_session_token='hunter2')",
  "COPY t FROM 'https://u:hunter2@host/f.csv'",
  "COPY t FROM 'https://host/f.csv?X-Sig=1&token=hunter2'",
  "COPY t FROM 'https://host/f.csv?sv=1&sig=hunter2'",
  "COPY (SELECT * FROM t) TO 's3://b' WITH (s3_secret_key = 'hunter2')",
  "COPY t FROM 'x' WITH (secretAccessKey = 'hunter2')",
  "COPY t FROM 'x' WITH (s3secretkey = 'hunter2')",
  "COPY t FROM 'x' WITH (s3_secret_key = hunter2/ab+c==)",
  // assignments, conditions, rows
  "UPDATE users SET name = 'a', password = 'hunter2' WHERE id = 1",
  "UPDATE users SET password_hash = MD5('hunter2')",
  "UPDATE users SET password = CASE WHEN x THEN 'a' ELSE 'hunter2' END",
  "INSERT INTO users (name, password) VALUES ('a', 'hunter2'), ('b', 'c')",
  "INSERT INTO users (name, api_token) SELECT 'a', 'hunter2'",
  "INSERT INTO passwords VALUES ('hunter2')",
  "SELECT * FROM users WHERE password = 'hunter2'",
  "SELECT * FROM users WHERE u.password='hunter2' AND 1 = 1",
  "SELECT * FROM users WHERE 'hunter2' = u.password",
  "SELECT * FROM users WHERE password <> 'hunter2'",
  "SELECT * FROM users WHERE password NOT LIKE 'hunter2%'",
  "SELECT * FROM users WHERE token IN ('a', 'hunter2')",
  "SELECT * FROM users WHERE secret BETWEEN 'a' AND 'b' OR secret = 'hunter2'",
  "SELECT 'hunter2' AS password",
  "SELECT CONCAT('a', 'hunter2') AS \"password\"",
  "SELECT * FROM users WHERE password = ('hunter2')",
  "SELECT * FROM users WHERE password = LOWER('hunter2')",
  'SELECT * FROM users WHERE password = "hunter2"',
  "SELECT * FROM t WHERE client_secret = N'hunter2'",
  "SELECT * FROM t WHERE session_id = 'hunter2'",
  "SELECT * FROM t WHERE apiKey = 'hunter2'",
  "WITH c AS (SELECT 'hunter2' AS auth_token) SELECT * FROM c",
  // inside literals and comments
  "SELECT 'postgresql://ada:hunter2@db/x'",
  "SELECT 'Driver=x;UID=a;PWD=hunter2'",
  `SELECT '{"password": "hunter2"}'`,
  'SELECT 1 -- the password is hunter2',
  'SELECT 1 /* token: hunter2 */',
  '-- api_key=hunter2\nSELECT 1',
  "SELECT 'Bearer hunter2hunter2hunter2'",
  "-- INSERT INTO users (name, password) VALUES ('ada', 'hunter2')",
  "SELECT 1 /* SELECT 'hunter2' AS password */",
  "EXECUTE 'SELECT ''hunter2'' AS password'",
  // several statements at once
  "SELECT 1; ALTER USER ada (password = 'hunter2'); SELECT 2",
  "SET a = 1; CREATE USER ada (PASSWORD = 'hunter2');",
  // broken: a quote too many, whose closing is another's opening
  "' SELECT * FROM users WHERE password = 'hunter2' -- it's",
  '" SELECT * FROM users WHERE password = \'hunter2\' -- "',
  "' CREATE USER ada (password = '--hunter2' ); -- it's",
  "CREATE USER ada (password = 'hunter2",
  "CREATE USER ada (password = 'hunter2)",
  "SELECT 'it's', password = 'hunter2' FROM t",
  'CREATE USER ada (password = "hunter2',
  "CREATE USER ada /* (password = 'hunter2')",
  "CREATE USER ada (password == 'hunter2')",
  "CREATE USER ada PASSWORD: 'hunter2'",
  "CREAT USER ada (password = 'hunter2')"
];

/** None of these holds a secret; all must be kept to the letter. */
const HARMLESS: string[] = [
  'SELECT 1',
  "SELECT * FROM flights WHERE origin = 'SFO' AND delay > 10 LIMIT 5",
  "SELECT password FROM users WHERE name = 'ada'",
  "SELECT COUNT(*) FROM users WHERE password IS NULL AND name = 'x'",
  'SELECT a.token FROM a JOIN b ON a.token = b.token',
  "SELECT name, token FROM t WHERE day = '2020-01-01'",
  "SELECT token, 'a' FROM t",
  'SELECT COUNT(token) FROM t ORDER BY token LIMIT 10',
  "SELECT key, value FROM t WHERE key = 'abc'",
  "SELECT 'it''s'",
  "SELECT * FROM t WHERE tokenizer = 'x' AND compass = 'north' AND author = 'x'",
  'CREATE TABLE t (name TEXT ENCODING DICT(32), password TEXT, token TEXT ENCODING DICT(8))',
  "COPY t FROM 's3://b/f.csv' WITH (header = 'true', s3_region = 'eu')",
  "INSERT INTO t (a, b) VALUES ('x', 2)",
  "UPDATE t SET a = 'x' WHERE b = 'y'",
  'DROP USER ada',
  'GRANT SELECT ON TABLE t TO ada',
  'SHOW TABLES',
  "SELECT 'unclosed",
  "SELECT * FROM pins WHERE city = 'x'",
  'SELECT "user", server FROM t -- who and where',
  'CREATE VIEW v AS SELECT user_name FROM t',
  // a column beside a column, in every kind of statement that has any
  'SELECT * FROM t WHERE token = other',
  'UPDATE t SET token = other',
  'DELETE FROM t WHERE token = other',
  'INSERT INTO t SELECT a FROM b WHERE token = other',
  'SHOW x WHERE token = other',
  // users and servers that are not being defined
  "SELECT 'x', USER FROM t",
  "SELECT USER, 'x' FROM t",
  "WITH user AS (SELECT 'x' AS a) SELECT 1",
  "DROP SERVER 's'",
  "SHOW USER 'x'",
  "GRANT USAGE ON SERVER 's'",
  "REVOKE r FROM SERVER 's'",
  "DELETE FROM user WHERE a = 'x'",
  "INSERT INTO user VALUES ('x')",
  "ALTER TABLE server SET a = 'x'",
  "COMMENT ON server IS 'x'",
  "CREATE TABLE a (b TEXT DEFAULT 'x', user TEXT)",
  // names that no value stands with
  "SELECT 'password', 'x' FROM t",
  "INSERT INTO t (a) SELECT 'x' FROM b WHERE token IS NULL",
  'ALTER TABLE t ADD COLUMN password TEXT',
  'ALTER VIEW token RENAME TO b',
  'DROP TABLE token CASCADE',
  "SELECT 'x' FROM t ORDER BY token"
];

describe('masking the secrets of a statement', () => {
  test.each(SECRET)('%s', sql => {
    const masked = maskSecrets(sql);
    expect(masked.isMasked).toBe(true);
    expect(masked.sql ?? '').not.toContain('hunter2');
  });

  test.each(HARMLESS)('keeps to the letter: %s', sql => {
    expect(maskSecrets(sql)).toEqual({ sql, isMasked: false });
  });

  test('leaves all of the statement but the literal', () => {
    expect(
      maskSecrets(
        "COPY t FROM 's3://b' WITH (s3_access_key = 'abc', header = 'true')"
      ).sql
    ).toBe(
      "COPY t FROM 's3://b' WITH (s3_access_key = '•••', header = 'true')"
    );
    expect(
      maskSecrets("SELECT * FROM u WHERE token = 'abc' AND day = '2020-01-01'")
        .sql
    ).toBe("SELECT * FROM u WHERE token = '•••' AND day = '2020-01-01'");
  });

  test.each([
    // bare values, behind each sign
    ['CREATE USER ada (dog = rex)', "CREATE USER ada (dog = '•••')"],
    ['CREATE USER ada (dog => rex)', "CREATE USER ada (dog => '•••')"],
    ['CREATE USER ada (dog : rex)', "CREATE USER ada (dog : '•••')"],
    ["CREATE USER ada 'x'", "CREATE USER ada '•••'"],
    ["CREATE MAPPING m WITH (x = 'y')", "CREATE MAPPING m WITH (x = '•••')"],
    ["CREATE ROLE r IDENTIFIED BY 'x'", "CREATE ROLE r IDENTIFIED BY '•••'"],
    // only the values of an INSERT
    [
      "INSERT INTO t (a, password) VALUES (1, 'x')",
      "INSERT INTO t (a, password) VALUES ('•••', '•••')"
    ],
    // to the end of the expression, and no further
    ["SELECT 'x', ('y') AS password", "SELECT 'x', ('•••') AS password"],
    [
      "SELECT 'x', CONCAT('a', LOWER('y')) AS password FROM t",
      "SELECT 'x', CONCAT('•••', LOWER('•••')) AS password FROM t"
    ],
    ["SELECT 'y' password FROM t", "SELECT '•••' password FROM t"],
    [
      "SELECT 1 FROM t WHERE token BETWEEN 'a' AND 'b' AND c = 'd'",
      "SELECT 1 FROM t WHERE token BETWEEN '•••' AND '•••' AND c = 'd'"
    ],
    [
      "SELECT 1 FROM t WHERE (token = 'x') AND a = 'y'",
      "SELECT 1 FROM t WHERE (token = '•••') AND a = 'y'"
    ],
    [
      "SELECT 1 FROM t WHERE a = 'y' AND 'x' = u.token",
      "SELECT 1 FROM t WHERE a = 'y' AND '•••' = u.token"
    ],
    [
      "SELECT 1 FROM t WHERE token IN (LOWER('x'), 'y') OR a = 'z'",
      "SELECT 1 FROM t WHERE token IN (LOWER('•••'), '•••') OR a = 'z'"
    ],
    ["'x' = password", "'•••' = password"]
  ])('masks of %s no more and no less', (sql, masked) => {
    expect(maskSecrets(sql)).toEqual({ sql: masked, isMasked: true });
  });

  test('tells nothing of how long a secret is, or of how many parts', () => {
    expect(maskSecrets("CREATE USER a (password = 'a' || 'b')").sql).toBe(
      maskSecrets("CREATE USER a (password = 'hunter2')").sql
    );
  });

  test('does not keep a statement whose quotes do not close and which names a secret', () => {
    expect(maskSecrets("ALTER USER a (password = 'hunter2)").sql).toBeNull();
  });

  test('keeps a statement whose literal a comment follows at once', () => {
    expect(
      maskSecrets("ALTER USER ada (password = 'hunter2'-- new\n)").sql
    ).toBe("ALTER USER ada (password = '•••'-- new\n)");
  });

  test('masks what is masked already to the same', () => {
    for (const sql of SECRET) {
      const once = maskSecrets(sql).sql;
      if (once !== null) {
        expect(maskSecrets(once).sql).toBe(once);
      }
    }
  });

  test.each([
    `SELECT ${"'x' AS a, ".repeat(9000)} 'y' AS password FROM t`,
    `SELECT '${'x'.repeat(99_000)}', 'y' AS password`,
    `SELECT '${'a://b:'.repeat(16_000)}', 'y' AS password`,
    `SELECT '${'eyJ-'.repeat(24_000)}', 'y' AS password`,
    `SELECT ${"''".repeat(49_000)}, 'y' AS password`,
    `SELECT 'y' AS password ${'password = '.repeat(9000)}`
  ])('reads the longest statements too', sql => {
    // The runner stops a test that takes 5 s; the first version of some shapes took 20.
    expect(maskSecrets(sql).sql ?? '').not.toContain("'y'");
  });
});

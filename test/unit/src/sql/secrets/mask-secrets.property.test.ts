import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MASK } from '../../../../../src/sql/secrets/mask';
import { maskSecrets } from '../../../../../src/sql/secrets/mask-secrets';
import { tokenize } from '../../../../../src/sql/tokens';
import { runs } from '../../../../helpers/fuzz';

/** Begins with what no statement here holds otherwise. */
const secret = fc.stringMatching(/^zq[A-Za-z0-9]{8,20}$/);

const inAnyCase = (word: string): fc.Arbitrary<string> =>
  fc.constantFrom(word, word.toUpperCase(), word.toLowerCase());

const name = fc
  .constantFrom(
    ...['password', 'passwd', 'odbc_password', 'credential_string'],
    ...['s3_secret_key', 's3_access_key', 's3_session_token'],
    ...['odbc_credential_string', 'connection_string', 'odbc_connection_string']
  )
  .chain(inAnyCase);

/** What may stand between two tokens. */
const BLANKS = [' ', '  ', '\n', '\t', '\r\n'];
const GAPS = [...BLANKS, '-- x\r\n', "/* it's */", '/* " */', "-- don't\n"];

/** Around a statement: others, without a secret, whose quotes close. */
const other = fc.constantFrom(
  ...['SELECT 1', "SELECT 'it''s' AS a", 'SELECT "a;b" FROM t', ''],
  ...["INSERT INTO t VALUES ('x', 2)", 'DROP TABLE IF EXISTS t /* ; */']
);

const literal = (text: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    ...[`'${text}'`, `'a''${text}'`, `'${text}''s'`, `'x' || '${text}'`],
    ...[`' ${text} '`, `'a;${text}'`, `'--${text}'`, `'/*${text}'`]
  );

/** `~` is a gap, `{name}` that of a secret, `{secret}` a literal that holds it. */
const SHAPES = [
  'CREATE~USER~ada~(~{name}~=~{secret}~)',
  'ALTER~USER~ada~(is_super~=~true,~{name}~=~{secret})',
  'CREATE~SERVER~s~FOREIGN~DATA~WRAPPER~odbc~WITH~({name}~=~{secret})',
  'ALTER~SERVER~s~SET~(a~=~1,~{name}~=~{secret})',
  'CREATE~USER~MAPPING~FOR~PUBLIC~SERVER~s~WITH~({name}~=~{secret})',
  'CREATE~FOREIGN~TABLE~t~(a~TEXT)~SERVER~s~WITH~({name}~=~{secret})',
  "COPY~t~FROM~'x'~WITH~(header~=~'true',~{name}~=~{secret})",
  "COPY~(SELECT~'x'~FROM~t)~TO~'x'~WITH~({name}~=~{secret})",
  "DUMP~TABLE~t~TO~'x'~WITH~({name}~=~{secret})"
];

type Planted = {
  sql: string;
  name: string;
  secret: string;
  /** The statements around it, which hold none. */
  before: string;
  after: string;
  /** Where in `sql` the first words of the statement end. */
  headEnd: number;
};

const plantedWith = (gaps: string[]): fc.Arbitrary<Planted> =>
  fc
    .record({
      shape: fc.constantFrom(...SHAPES),
      gaps: fc.array(fc.constantFrom(...gaps), {
        minLength: 24,
        maxLength: 24
      }),
      name,
      secret,
      before: other,
      after: other
    })
    .chain(({ shape, gaps, name, secret, before, after }) =>
      literal(secret).map(text => {
        let count = 0;
        const statement = shape
          .replace(/~/g, () => gaps[count++ % gaps.length] ?? ' ')
          .replace('{name}', () => name)
          .replace('{secret}', () => text);
        const sql = [before, statement, after].join(';\n');
        const headEnd = before.length + statement.indexOf(name);
        return { sql, name, secret, before, after, headEnd };
      })
    );

const planted = plantedWith(GAPS);

const numRuns = (): { numRuns: number } => ({ numRuns: runs(300) });
const holds = (sql: string, { secret }: Planted): boolean =>
  sql.includes(secret);

describe('a secret where the grammar has one', () => {
  test('does not survive, and the rest can be read', () => {
    fc.assert(
      fc.property(planted, one => {
        const { sql, isMasked } = maskSecrets(one.sql);
        expect(holds(sql, one)).toBe(false);
        expect(isMasked).toBe(true);
        expect(sql).toContain(MASK);
        expect(tokenize(sql).every(token => token.isClosed)).toBe(true);
        expect(maskSecrets(sql).sql).toBe(sql);
        expect(sql.startsWith(one.before)).toBe(true);
        expect(sql.endsWith(one.after)).toBe(true);
      }),
      numRuns()
    );
  });

  test('does not survive where a quote is too much', () => {
    fc.assert(
      fc.property(
        plantedWith(BLANKS),
        fc.nat(),
        fc.constantFrom("'", '"', '`'),
        (one, place, quote) => {
          // What is a literal by chance begins with a blank: 'a = ' zq ' b'.
          fc.pre(!one.sql.includes(`' ${one.secret} '`));
          // 'password = '--zq' is a literal and a comment.
          fc.pre(!/(--|\/\*)zq/.test(one.sql));
          const at = place % one.sql.length;
          const broken = one.sql.slice(0, at) + quote + one.sql.slice(at);
          // A name that is cut is none, nor are first words that are.
          fc.pre(
            broken.includes(one.name) &&
              (at >= one.headEnd || at <= one.before.length)
          );
          expect(holds(maskSecrets(broken).sql, one)).toBe(false);
        }
      ),
      numRuns()
    );
  });

  test('is never in what is kept while it is typed, and all before it is', () => {
    fc.assert(
      fc.property(planted, one => {
        for (let end = 0; end <= one.sql.length; end += 3) {
          const typed = one.sql.slice(0, end);
          const { sql } = maskSecrets(typed);
          expect(holds(sql, one)).toBe(false);
          expect(sql.startsWith(typed.slice(0, one.headEnd))).toBe(true);
        }
      }),
      { numRuns: runs(30) }
    );
  });
});

describe('for every text', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom("'", '"', ';', '(', ')', '=', ',', '--', '/*', '*/'),
        fc.constantFrom('CREATE USER', 'COPY', 'password', 'WITH', ' ', '\n'),
        fc.constantFrom("'x'", "'a=b'", '1', 'USER', 'WHERE', MASK),
        fc.string({ unit: 'binary', maxLength: 4 })
      ),
      { maxLength: 20 }
    )
    .map(parts => parts.join(' '));

  test('what is not masked stays as it is, to the letter', () => {
    fc.assert(
      fc.property(text, sql => {
        const masked = maskSecrets(sql);
        if (!masked.isMasked) {
          expect(masked.sql).toBe(sql);
        }
      }),
      numRuns()
    );
  });

  test('the tokens, joined, are the text again', () => {
    fc.assert(
      fc.property(text, sql => {
        expect(
          tokenize(sql)
            .map(token => token.text)
            .join('')
        ).toBe(sql);
      }),
      numRuns()
    );
  });

  test('where no statement takes a secret, nothing is masked', () => {
    const harmless = fc
      .array(
        fc.constantFrom(
          ...['SELECT', 'origin', ',', "'SFO'", 'FROM', 'flights', 'WHERE'],
          ...['delay', '>', '10', 'AND', '=', '(', ')', 'LIMIT', 'GROUP BY'],
          ...["'it''s'", '"a name"', '-- why\n', '/* so */', ';', 'AS'],
          ...['password', "'a://b:c@d'", 'token', "'", '"', '/*', '{#', 'SET'],
          ...['USER', 'WITH', 'INSERT INTO', 'VALUES', 'UPDATE', '{{ x }}']
        ),
        { maxLength: 30 }
      )
      .map(parts => parts.join(' '));
    fc.assert(
      fc.property(harmless, sql => {
        expect(maskSecrets(sql)).toEqual({ sql, isMasked: false });
      }),
      numRuns()
    );
  });
});

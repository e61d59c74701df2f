import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MASK, maskSecrets } from '../../../../src/history/mask-secrets';
import { tokenize } from '../../../../src/sql/tokens';
import { KeptSql } from '../../../../src/sql-editor/kept-sql';
import { runs } from '../../../helpers/fuzz';

/** Begins with what no statement here holds otherwise. */
const secret = fc.stringMatching(/^zq[A-Za-z0-9]{8,20}$/);

const inAnyCase = (word: string): fc.Arbitrary<string> =>
  fc.constantFrom(word, word.toUpperCase(), word.toLowerCase());

const name = fc
  .constantFrom(
    ...['password', 'passwd', 'pwd', 'user_password', 'password_hash'],
    ...['s3_secret_key', 's3_access_key', 's3_session_token', 'secretKey'],
    ...['token', 'api_token', 'authToken', 'client_secret', 'credentials'],
    ...['api_key', 'connection_string', 'session_id', 'private_key']
  )
  .chain(inAnyCase);

/** What may stand between two tokens. */
const PLAIN_GAPS = [' ', '  ', '\n', '\t', '-- x\r\n'];
const GAPS_WITH_QUOTES = [...PLAIN_GAPS, "/* it's */", '/* " */', "-- don't\n"];

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
  "COPY~t~FROM~'x'~WITH~(header~=~'true',~{name}~=~{secret})",
  "UPDATE~t~SET~a~=~'b',~{name}~=~{secret}~WHERE~id~=~1",
  'UPDATE~t~SET~{name}~=~MD5({secret})',
  'INSERT~INTO~t~(a,~{name})~VALUES~(1,~{secret})',
  'SELECT~*~FROM~t~WHERE~{name}~=~{secret}~AND~a~>~1',
  'SELECT~*~FROM~t~u~WHERE~u.{name}~=~{secret}',
  'SELECT~*~FROM~t~WHERE~{name}~IN~(1,~{secret})',
  'SELECT~{secret}~AS~{name}~FROM~t',
  'SELECT~*~FROM~t~WHERE~{secret}~=~{name}'
];

type Planted = { sql: string; name: string; secret: string };

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
        return { sql: [before, statement, after].join(';\n'), name, secret };
      })
    );

const planted = plantedWith(GAPS_WITH_QUOTES);

const numRuns = (): { numRuns: number } => ({ numRuns: runs(300) });
const holds = (sql: string | null, { secret }: Planted): boolean =>
  sql?.includes(secret) ?? false;

describe('a literal that stands with the name of a secret', () => {
  test('does not survive, and the rest can be read', () => {
    fc.assert(
      fc.property(planted, one => {
        const { sql, isMasked } = maskSecrets(one.sql);
        expect(holds(sql, one)).toBe(false);
        expect(isMasked).toBe(true);
        // `'…'-- don't` could be the half of something else, and is not kept.
        if (sql !== null) {
          expect(sql).toContain(MASK);
          expect(tokenize(sql).every(token => token.isClosed)).toBe(true);
          expect(maskSecrets(sql).sql).toBe(sql);
        }
      }),
      numRuns()
    );
  });

  test('does not survive where a quote is too much', () => {
    fc.assert(
      fc.property(
        plantedWith(PLAIN_GAPS),
        fc.nat(),
        fc.constantFrom("'", '"', '`'),
        (one, place, quote) => {
          // What is a literal by chance begins with a blank: 'a = ' zq ' b'.
          fc.pre(!one.sql.includes(`' ${one.secret} '`));
          const at = place % one.sql.length;
          const broken = one.sql.slice(0, at) + quote + one.sql.slice(at);
          // A name that is cut is none.
          fc.pre(broken.includes(one.name));
          expect(holds(maskSecrets(broken).sql, one)).toBe(false);
        }
      ),
      numRuns()
    );
  });

  test('is never in what is kept of an editor while it is typed behind its name', () => {
    fc.assert(
      fc.property(planted, one => {
        fc.pre(one.sql.indexOf(one.name) < one.sql.indexOf(one.secret));
        const kept = new KeptSql();
        for (let end = 0; end <= one.sql.length; end += 3) {
          expect(holds(kept.of(one.sql.slice(0, end)), one)).toBe(false);
        }
        expect(holds(kept.of(one.sql), one)).toBe(false);
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
        fc.constantFrom('SELECT', 'SET', 'AS', 'password', 'token', ' ', '\n'),
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

  test('where no name and no shape of a secret stands, nothing is masked', () => {
    const harmless = fc
      .array(
        fc.constantFrom(
          ...['SELECT', 'origin', ',', "'SFO'", 'FROM', 'flights', 'WHERE'],
          ...['delay', '>', '10', 'AND', '=', '(', ')', 'LIMIT', 'GROUP BY'],
          ...["'it''s'", '"a name"', '-- why\n', '/* so */', ';', 'AS']
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

/** Where HeavyDB's grammar has a place for a secret: the statements, and their options. Pure. */

/** Comments are bounded, so that a long text of no meaning is read in time that grows with it. */
const GAP = String.raw`(?:\s|--[^\n]{0,200}\n|/\*[^*]{0,200}\*+/)+`;

/**
 * The first words of each statement that takes a secret; the group `access` is there where users
 * are defined, and `password` holds that of omnisql's `\c database user password`. Sources:
 * https://docs.heavy.ai/sql/data-definition-ddl/users-and-databases and
 * https://docs.heavy.ai/heavyconnect/command-reference.
 */
export const STATEMENT_WITH_SECRET = new RegExp(
  [
    // OR REPLACE, and a ROLE with a password, are of other databases: one was still typed.
    String.raw`(?<access>\b(?:CREATE|ALTER)${GAP}(?:OR${GAP}REPLACE${GAP})?(?:USER|ROLE)\b)`,
    String.raw`\b(?:CREATE|ALTER)${GAP}(?:OR${GAP}REPLACE${GAP})?(?:SERVER|FOREIGN${GAP}TABLE)\b`,
    // Half typed only where a statement begins: `copy` may be a column.
    String.raw`\bCOPY(?<=(?:^|[;/}'"\x60-])[ \t]*COPY)(?=\(|${GAP}(?!FROM\b)(?:[^\w\s,;)=.]|\w[\w.$]*(?![\w.$]|\s*,)))`,
    // Anywhere, as behind EXPLAIN or the sign of a list, where it says from where, or to where.
    String.raw`\bCOPY(?=(?:${GAP})?(?:"[^"\n]{1,128}"|\w[\w.$]{0,127})\s*(?:FROM|TO)\s*')`,
    String.raw`\b(?:DUMP|RESTORE)${GAP}(?:TABLE|DATABASE)\b`,
    String.raw`(?<!\S)\\c(?:onnect)?[ \t]+\S+[ \t]+\S+[ \t]+(?<password>\S[^\n]*)`
  ].join('|'),
  'gim'
);

const SECRET_OPTION =
  /passw|pwd|secret|token|credential|access_?key|connection_?string/i;

/** Whether an option holds a secret: `password`, `s3_secret_key`, `odbc_credential_string`, … */
export const isSecretOption = (name: string): boolean =>
  SECRET_OPTION.test(name);

const SECRET_IN_URL = [
  // user:password@host
  /:\/\/[^\s/:@]{0,256}:[^\s/@]{1,512}@/,
  // the signature of a link that was made for one file
  /[?&][\w-]{0,40}(?:sig|signature|token|secret|password|credential|key)=/i
];

/** Whether the address of a file lets whoever has it in. */
export const isSecretUrl = (url: string): boolean =>
  url.includes('://') && SECRET_IN_URL.some(form => form.test(url));

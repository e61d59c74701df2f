/** Where HeavyDB's grammar allows a secret: the statements and their options. Pure. */

/** Comments are bounded, so that the time grows linearly even for a long meaningless text. */
const GAP = String.raw`(?:\s|--[^\n]{0,200}\n|/\*[^*]{0,200}\*+/)+`;

/**
 * The first words of each statement that takes a secret. The group `access` exists where users are
 * defined, and `password` is the one of omnisql's `\c database user password`. Sources:
 * https://docs.heavy.ai/sql/data-definition-ddl/users-and-databases and
 * https://docs.heavy.ai/heavyconnect/command-reference.
 */
export const STATEMENT_WITH_SECRET = new RegExp(
  [
    // OR REPLACE, and a ROLE with a password, belong to other databases, but the password was still
    // typed.
    String.raw`(?<access>\b(?:CREATE|ALTER)${GAP}(?:OR${GAP}REPLACE${GAP})?(?:USER|ROLE)\b)`,
    String.raw`\b(?:CREATE|ALTER)${GAP}(?:OR${GAP}REPLACE${GAP})?(?:SERVER|FOREIGN${GAP}TABLE)\b`,
    // Half-typed words count only at the start of a statement: `copy` may be a column.
    String.raw`\bCOPY(?<=(?:^|[;/}'"\x60-])[ \t]*COPY)(?=\(|${GAP}(?!FROM\b)(?:[^\w\s,;)=.]|\w[\w.$]*(?![\w.$]|\s*,)))`,
    // Anywhere, such as after EXPLAIN or a list marker, if it says FROM or TO.
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
  // the signature of a presigned link
  /[?&][\w-]{0,40}(?:sig|signature|token|secret|password|credential|key)=/i
];

/** Whether the address of a file grants access to everyone who has it. */
export const isSecretUrl = (url: string): boolean =>
  url.includes('://') && SECRET_IN_URL.some(form => form.test(url));

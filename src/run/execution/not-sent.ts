/** Refuses a statement that is not HeavyDB's SQL before it is sent, and says what it is. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { SidecarError } from '../../sidecar/sidecar-error';
import type { ForeignSyntax } from '../../sql/foreign/foreign-syntax';
import type { SqlStatement } from '../../sql/statement';

/** `null` if the statement can be sent. */
export const notSentError = (
  { foreignSyntax }: SqlStatement,
  trans: TranslationBundle
): SidecarError | null =>
  foreignSyntax &&
  new SidecarError('statement_not_sent', messageOf(foreignSyntax, trans));

function messageOf(
  { construct, sign }: ForeignSyntax,
  trans: TranslationBundle
): string {
  switch (construct) {
    case 'backslash-command':
      return commandText(sign, trans);
    case 'delimiter':
      return trans.__(
        '“DELIMITER” is a command of the MySQL client. Remove it and the MySQL code after it.'
      );
    case 'go-times':
      return trans.__(
        '“GO” with a number is a command of T-SQL clients. Run the statement several times instead.'
      );
    case 'template':
      return trans.__(
        '“%1” belongs to a template (Jinja, dbt). Render the template and run the resulting SQL.',
        sign
      );
    case 'dollar-string':
      return trans.__(
        '“%1” is a quote of PostgreSQL. HeavyDB supports only single quotes, and no functions written in SQL.',
        sign
      );
    case 'q-string':
      return trans.__(
        '“%1” is a quote of Oracle. Put the string in single quotes, and double each quote inside it.',
        `${sign}…`
      );
    case 'e-string':
      return trans.__(
        '“%1” is a quote of PostgreSQL. Put the string in single quotes, and double each quote inside it.',
        `${sign}…`
      );
    case 'backslash-quote':
      return trans.__(
        '“%1” is an escape of MySQL. To write a quote inside a string, write two quotes.',
        sign
      );
    case 'bracket-name':
      return trans.__(
        'Square brackets quote names in T-SQL. Put the name in double quotes.'
      );
    case 'hash-comment':
      return trans.__('“#” starts a comment in MySQL. Use “--”.');
    case 'nested-comment':
      return trans.__(
        'HeavyDB does not support nested comments. The outer comment ends where the inner one ends. Remove the inner comment.'
      );
    case 'block':
      return trans.__(
        'HeavyDB does not support blocks of statements such as “BEGIN … END”. It runs one statement at a time.'
      );
    case 'open-quote':
      return trans.__('Unclosed quote: the closing %1 is missing.', sign);
    case 'open-comment':
      return trans.__('Unclosed comment: the closing “*/” is missing.');
  }
}

function commandText(command: string, trans: TranslationBundle): string {
  switch (command) {
    case '\\timing':
    case '\\notiming':
      return trans.__(
        '“%1” is a command of omnisql. You do not need it here: the line above each result shows the time.',
        command
      );
    case '\\c':
      return trans.__(
        '“%1” is a command of omnisql. To work in another database or as another user, log in there, and open JupyterLab from that session.',
        command
      );
    case '\\q':
      return trans.__(
        '“%1” is a command of omnisql. Close the tab of this editor instead.',
        command
      );
    case '\\v':
      return trans.__(
        '“%1” is a command of omnisql that has no SQL equivalent. The database icon in the left side bar lists the views.',
        command
      );
    case '\\memory_summary':
      return trans.__(
        '“%1” is a command of omnisql. The table memory_summary of the database information_schema has the same information.',
        command
      );
    case '\\cpu':
    case '\\gpu':
      return trans.__(
        '“%1” is a command of omnisql. For one query, write “SELECT /*+ cpu_mode */ …”.',
        command
      );
    case '\\copy':
      return trans.__(
        "“%1” is a command of omnisql. Write “COPY table FROM 'file'”; the file must be where the database is.",
        command
      );
    case '\\t':
    case '\\l':
    case '\\u':
    case '\\roles':
    case '\\d':
      return trans.__(
        '“%1” works here only without a pattern. “\\d” works only with the name of one table or view.',
        command
      );
    default:
      return trans.__(
        '“%1” is a command of a client such as omnisql or psql. This editor runs SQL only.',
        command
      );
  }
}

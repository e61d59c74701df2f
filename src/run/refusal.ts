/** Refuses a statement before it is sent, where it is not HeavyDB's SQL, and says what it is. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  foreignSyntaxIn,
  type ForeignSyntax
} from '../sql/foreign/foreign-syntax';
import { SidecarError } from '../sidecar/sidecar-error';

/** `null` where the statement can be sent. */
export function refusalOf(
  sql: string,
  trans: TranslationBundle
): SidecarError | null {
  const found = foreignSyntaxIn(sql);
  return (
    found && new SidecarError('statement_not_sent', refusalText(found, trans))
  );
}

function refusalText(
  { construct, sign }: ForeignSyntax,
  trans: TranslationBundle
): string {
  switch (construct) {
    case 'backslash-command':
      return commandText(sign, trans);
    case 'delimiter':
      return trans.__(
        '“DELIMITER” belongs to the MySQL client, and what follows it is for MySQL. Take these lines out.'
      );
    case 'go-times':
      return trans.__(
        '“GO” with a number is a command of T-SQL’s clients: run the statement as often as you want it.'
      );
    case 'template':
      return trans.__(
        '“%1” belongs to a template (Jinja, dbt). Fill the template in first, or run the SQL that it makes.',
        sign
      );
    case 'dollar-string':
      return trans.__(
        '“%1” quotes a text in PostgreSQL. HeavyDB knows single quotes only, and no functions in SQL.',
        sign
      );
    case 'q-string':
      return trans.__(
        '“%1” quotes a text in Oracle. Write it in single quotes, and double each quote in it.',
        `${sign}…`
      );
    case 'e-string':
      return trans.__(
        '“%1” quotes a text in PostgreSQL. Write it in single quotes, and double each quote in it.',
        `${sign}…`
      );
    case 'backslash-quote':
      return trans.__(
        '“%1” is MySQL’s way to write a quote in a text. Write two quotes.',
        sign
      );
    case 'bracket-name':
      return trans.__(
        'Square brackets quote a name in T-SQL. Write it in double quotes.'
      );
    case 'hash-comment':
      return trans.__('“#” begins a comment in MySQL. Write “--”.');
    case 'nested-comment':
      return trans.__(
        'A comment within a comment: for HeavyDB the outer one ends where the inner one does. Take the inner one out.'
      );
    case 'block':
      return trans.__(
        'A block of several statements, as in “BEGIN … END”, is for other databases. HeavyDB takes one statement at a time.'
      );
    case 'open-quote':
      return trans.__('A quote is open: the closing %1 is missing.', sign);
    case 'open-comment':
      return trans.__('A comment is open: the closing “*/” is missing.');
  }
}

function commandText(command: string, trans: TranslationBundle): string {
  switch (command) {
    case '\\timing':
    case '\\notiming':
      return trans.__(
        '“%1” is a command of omnisql. It is not needed here: the line on top of each result tells its time.',
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
        '“%1” is a command of omnisql, and SQL has none for it. The database icon in the left side bar lists the views.',
        command
      );
    case '\\memory_summary':
      return trans.__(
        '“%1” is a command of omnisql. The table memory_summary of the database information_schema tells the same.',
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
        '“%1” works here without a pattern, and “\\d” with the name of one table or view.',
        command
      );
    default:
      return trans.__(
        '“%1” is a command of a client such as omnisql or psql. This editor runs SQL only.',
        command
      );
  }
}

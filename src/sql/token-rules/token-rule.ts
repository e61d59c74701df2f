/** The kinds of tokens, and how to find one. */

export type SqlTokenKind =
  | 'space'
  | 'comment'
  /** In single quotes; a quote inside is doubled. Backslashes have no meaning, as in HeavyDB. */
  | 'string'
  /** A name in double quotes or in back-ticks. */
  | 'quoted'
  | 'word'
  | 'number'
  | 'symbol'
  /** A line for a client, such as omnisql's `\d flights`, or several: MySQL's DELIMITER. */
  | 'command'
  /** A line that ends a statement like a semicolon: T-SQL's GO, Oracle's slash. */
  | 'separator'
  /** Jinja's `{{ … }}` and `{% … %}`. */
  | 'template';

/** A sticky expression that matches a token of this kind. */
export type TokenRule = [SqlTokenKind, RegExp];

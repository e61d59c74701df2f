/**
 * One SQL statement on its way from the text to the database. Its words are read once, when
 * something asks about them first. Pure.
 */
import { destructionIn, type Destruction } from './destructive-statement';
import {
  foreignSyntaxIn,
  sqlOfCommand,
  type ForeignSyntax
} from './foreign/foreign-syntax';
import { lacksSecret, maskSecrets } from './secrets/mask-secrets';
import { sortedQuery, type StatementSort } from './sorted-query';
import { kindOf, type StatementKind } from './statement-kind';
import type { TextRange } from './text-range';
import { tokenize } from './tokens';

/** What the words of a statement say. */
type Facts = {
  kind: StatementKind;
  destruction: Destruction | null;
  foreignSyntax: ForeignSyntax | null;
};

export class SqlStatement<Range extends TextRange | null = TextRange | null> {
  constructor(
    /** As it is written, without its semicolon and without surrounding space and comments. */
    readonly text: string,
    /** Its place in the editor's text; `null` if it is not in the text. */
    readonly range: Range
  ) {}

  /** What the database gets: the text, or the translation of an omnisql command such as `\t`. */
  get sql(): string {
    return (this._sql ??= sqlOfCommand(this.text) ?? this.text);
  }

  get kind(): StatementKind {
    return this._facts.kind;
  }

  /** True if it changes nothing. It may run unasked, and any number of times. */
  get onlyReads(): boolean {
    return this.kind.effect === 'none';
  }

  /** What it throws away; `null` for nothing. */
  get destruction(): Destruction | null {
    return this._facts.destruction;
  }

  /** The first syntax that is not HeavyDB's; `null` if there is none. */
  get foreignSyntax(): ForeignSyntax | null {
    return this._facts.foreignSyntax;
  }

  /** The SQL without its secrets, to be saved. */
  get sqlToKeep(): string {
    return maskSecrets(this.sql).sql;
  }

  /** True if it still lacks a secret that was masked when it was saved. */
  get lacksSecret(): boolean {
    return (this._lacksSecret ??= lacksSecret(this.sql));
  }

  /** The statement with its rows sorted; `null` if it is not a query. */
  sortedBy(sort: StatementSort): SqlStatement | null {
    return this.kind.isQuery
      ? new SqlStatement(sortedQuery(this.sql, sort), null)
      : null;
  }

  private get _facts(): Facts {
    return (this._knownFacts ??= factsOf(this.sql));
  }

  private _sql?: string;
  private _knownFacts?: Facts;
  private _lacksSecret?: boolean;
}

/** True if no statement changes anything, so that they may run unasked. */
export const onlyRead = (statements: readonly SqlStatement[]): boolean =>
  statements.every(({ onlyReads }) => onlyReads);

/** One reading for all of them. The tokens of a long statement are not kept. */
function factsOf(sql: string): Facts {
  const tokens = tokenize(sql);
  return {
    kind: kindOf(tokens),
    destruction: destructionIn(tokens),
    foreignSyntax: foreignSyntaxIn(tokens)
  };
}

/** How functions of HeavyDB are added that DuckDB lacks. */

export type FunctionTopic = {
  /** Statements that add a function, in DuckDB's own SQL. */
  macros?: readonly string[];
  /** DuckDB's name for a function of HeavyDB, by HeavyDB's name in capitals. */
  renamed?: Readonly<Record<string, string>>;
};

/** HeavyDB's SQL as CodeMirror's SQL grammar reads it: which quotes, comments and words there are. */
import { StandardSQL } from '@codemirror/lang-sql';

/**
 * HeavyDB parses with Calcite: strings in single quotes, doubled inside; names in double quotes;
 * `--` and block comments. That is the standard's lexis; only words differ, and no word ends a
 * statement. Block comments nest here and not in Calcite, as they do in the editor's colours.
 */
export const sqlParser = StandardSQL.language.parser;

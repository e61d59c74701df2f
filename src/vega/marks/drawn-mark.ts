/** What a mark of the dialect becomes. */
import type { Row } from '../vega-spec';
import type { Vega5Mark } from '../vega5-spec';

/** A translated mark, before it is bound to its data. */
export type DrawnMark = {
  type: Vega5Mark['type'];
  enter: Vega5Mark['encode']['enter'];
  /** The columns without whose value a row is not drawn. */
  needs: string[];
  /** What is drawn in place of the table's own rows: the same, with more columns. */
  rows?: readonly Row[];
};

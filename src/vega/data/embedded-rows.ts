/** The rows that a specification holds itself, in `values`. */
import type { Place } from '../spec/place';
import type { Row } from '../vega-spec';

/** @throws VegaError unless they are objects */
export function embeddedRows(values: Place): Row[] {
  return values
    .items('"values"')
    .map(item =>
      item.isObject
        ? (item.value as Row)
        : item.fail('The rows of "values" must be JSON objects.')
    );
}

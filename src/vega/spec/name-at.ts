/** The name of a table, a scale or a column, as Vega 5 can have it. */
import type { Place } from './place';

/**
 * The name at a place.
 *
 * @throws VegaError for a name that Vega takes for a member of every object: `constructor`
 */
export function nameAt(place: Place, what: string): string {
  const name = place.text(what);
  return name in Object.prototype || name === 'root'
    ? place.fail(`Nothing called "${name}" is drawn here. Choose another name.`)
    : name;
}

/** Colours of the dialect, as colours of CSS. */
import type { Place } from './place';

const COLOUR = /^\s*(#[\da-f]{3,8}|(rgb|hsl)a?\([^()]*\)|[a-z]+)\s*$/i;

/**
 * The colour at a place, for a canvas.
 *
 * @throws VegaError for what no canvas draws, such as `hcl(…)`, and for packed numbers
 */
export function colourAt(place: Place): string {
  if (typeof place.value === 'number') {
    place.fail(
      'A color packed into a number is not drawn. Write it as "#rrggbb".'
    );
  }
  const text = place.text('A color');
  return COLOUR.test(text)
    ? text.trim()
    : place.fail(`The color "${text}" is not drawn. Write it as "#rrggbb".`);
}

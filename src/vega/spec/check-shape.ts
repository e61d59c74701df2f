/** Checks what every specification has, in the manner of HeavyDB. */
import type { VegaSpec } from '../vega-spec';
import { Place } from './place';

/** The lists of a specification, and what each of their entries must name. */
const LISTS = {
  data: 'name',
  scales: 'name',
  projections: 'name',
  marks: 'type'
} as const;

/**
 * The value as a specification: with a size, and with lists of objects that have names.
 *
 * @throws VegaError
 */
export function checkShape(value: unknown): VegaSpec {
  const root = new Place(value);
  if (!root.isObject) {
    root.fail('The specification must be a JSON object.');
  }
  for (const name of ['width', 'height']) {
    const place = root.member(name);
    const pixels = place.isPresent
      ? place.number(`"${name}"`)
      : root.fail(`"${name}" property is required.`);
    if (!Number.isInteger(pixels) || pixels < 1) {
      place.fail(`"${name}" must be a whole number of pixels above 0.`);
    }
  }
  for (const [list, key] of Object.entries(LISTS)) {
    const place = root.member(list);
    if (place.isPresent) {
      checkList(place, list, key);
    }
  }
  return value as VegaSpec;
}

function checkList(list: Place, name: string, key: string): void {
  const seen = new Set<string>();
  for (const entry of list.items(`"${name}"`)) {
    if (!entry.isObject) {
      entry.fail(`The entries of "${name}" must be JSON objects.`);
    }
    const place = entry.member(key);
    const text = place.isPresent
      ? place.text(`"${key}"`)
      : entry.fail(`The entries of "${name}" must contain a "${key}".`);
    if (key === 'name' && seen.has(text)) {
      place.fail(`"${name}" has two entries with the name "${text}".`);
    }
    seen.add(text);
    if (name === 'data' && entry.member('sql').isPresent) {
      entry.member('sql').text('"sql"');
    }
  }
}

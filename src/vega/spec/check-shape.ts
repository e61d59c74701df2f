/** Checks what every specification has, in the manner of HeavyDB. */
import type { VegaSpec } from '../vega-spec';
import { Place } from './place';

/** The lists of a specification: what each entry must name, and what HeavyDB calls one. */
const LISTS = {
  data: { key: 'name', word: 'data table' },
  scales: { key: 'name', word: 'scale' },
  projections: { key: 'name', word: 'projection' },
  marks: { key: 'type', word: 'mark' }
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
  for (const [list, { key, word }] of Object.entries(LISTS)) {
    const place = root.member(list);
    if (place.isPresent) {
      checkList(place, list, key, word);
    }
  }
  return value as VegaSpec;
}

function checkList(list: Place, name: string, key: string, word: string): void {
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
      entry.fail(`a ${word} with the name "${text}" already exists.`);
    }
    seen.add(text);
    if (name === 'data' && entry.member('sql').isPresent) {
      entry.member('sql').text('"sql"');
    }
  }
}

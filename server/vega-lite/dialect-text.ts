/** From text to text: loaded when Vega-Lite is first translated. */
import { parseJsonText } from '../../src/vega/parse-text';
import { VegaError } from '../../src/vega/vega-error';
import { VegaLiteError } from './spec/vega-lite-error';
import type { Ask } from './sql/ask';
import { dialectOf } from './translate';

export type DialectText =
  | { vega: string }
  /** `path` is a JSON pointer. */
  | { fault: string; path: string };

/** Rejects only as `ask` does. */
export async function dialectText(
  text: string,
  ask: Ask
): Promise<DialectText> {
  try {
    return { vega: JSON.stringify(await dialectOf(parseJsonText(text), ask)) };
  } catch (error) {
    if (error instanceof VegaLiteError || error instanceof VegaError) {
      return { fault: error.message, path: error.path };
    }
    if (error instanceof RangeError) {
      return { fault: 'it is nested too deeply.', path: '' };
    }
    throw error;
  }
}

/** Reads the text of a spec, and refuses one that must not be rendered. Pure. */
import { statementKind } from '../../src/sql/statement-kind';
import { ApiError } from '../errors/api-error';

const MAX_TEXT = 4 * 1024 * 1024;
const MAX_PIXELS = 4096 * 4096;

type Spec = Record<string, unknown>;

/**
 * The spec as JSON that every database reads: line breaks and tabs within strings are escaped.
 *
 * @throws ApiError `request_too_large`, `vega_invalid`, or `read_only` for SQL that does more than
 * read, on any connection.
 */
export function checkedSpec(text: string): string {
  if (text.length > MAX_TEXT) {
    throw new ApiError(
      'request_too_large',
      `The spec is longer than the limit of ${MAX_TEXT / 1024 ** 2} MiB.`
    );
  }
  try {
    const spec = parsed(text);
    checkSize(spec);
    checkStatements(spec);
    return JSON.stringify(spec);
  } catch (error) {
    if (error instanceof RangeError) {
      throw invalid('', 'it is nested too deeply.');
    }
    throw error;
  }
}

function parsed(text: string): Spec {
  let value: unknown;
  try {
    value = JSON.parse(withEscapedControls(text));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw invalid('', `it is no JSON: ${error.message}.`);
    }
    throw error;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('', 'it must be a JSON object.');
  }
  return value as Spec;
}

const withEscapedControls = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\[^])*"/g, literal =>
    literal.replace(/[\n\r\t]/g, control =>
      JSON.stringify(control).slice(1, -1)
    )
  );

function checkSize({ width, height }: Spec): void {
  const [across, down] = [pixels('/width', width), pixels('/height', height)];
  if (across * down > MAX_PIXELS) {
    throw invalid(
      '/width',
      `the picture has ${across} × ${down} pixels; the limit is 4096 × 4096.`
    );
  }
}

function pixels(path: string, value: unknown): number {
  if (typeof value !== 'number' || !(value >= 1)) {
    throw invalid(path, 'it must be a number of pixels, 1 or more.');
  }
  return value;
}

function checkStatements({ data = [] }: Spec): void {
  if (!Array.isArray(data)) {
    throw invalid('/data', 'it must be a list.');
  }
  data.forEach((source: unknown, index) => {
    const sql = (source as { sql?: unknown } | null)?.sql;
    if (typeof sql === 'string' && statementKind(sql).effect !== 'none') {
      throw new ApiError(
        'read_only',
        `The picture was not rendered: its SQL may only read (/data/${index}/sql).`
      );
    }
  });
}

/** Names the place like the database does, so that an editor finds it. */
const invalid = (path: string, what: string): ApiError =>
  new ApiError(
    'vega_invalid',
    path
      ? `The spec is not valid (${path}): ${what}`
      : `The spec is not valid: ${what}`
  );

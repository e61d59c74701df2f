/** Reads the text of a spec, and refuses one that must not be rendered. Pure. */
import { oneLine } from '../../src/sql/one-line';
import { statementKind } from '../../src/sql/statement-kind';
import { checkSize } from '../../src/vega/check-size';
import { parseVegaText } from '../../src/vega/parse-text';
import { sourcesOf } from '../../src/vega/sources';
import { VegaError } from '../../src/vega/vega-error';
import type { VegaData, VegaSpec } from '../../src/vega/vega-spec';
import { ApiError } from '../errors/api-error';

const MAX_TEXT = 4 * 1024 * 1024;

/**
 * The spec as JSON that every database reads: line breaks and tabs within strings are escaped. Its
 * SQL is in one line: HeavyDB drops the line ends, and with them what follows a comment.
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
    const spec = parseVegaText(text);
    checkSize(spec);
    checkStatements(spec);
    return JSON.stringify({
      ...spec,
      ...(spec.data && { data: spec.data.map(inOneLine) })
    });
  } catch (error) {
    throw asApiError(error);
  }
}

const inOneLine = (data: VegaData): VegaData =>
  data.sql === undefined ? data : { ...data, sql: oneLine(data.sql) };

function checkStatements(spec: VegaSpec): void {
  for (const { sql, path } of sourcesOf(spec)) {
    if (statementKind(sql).effect !== 'none') {
      throw new ApiError(
        'read_only',
        `The picture was not rendered: its SQL may only read (${path}).`
      );
    }
  }
}

function asApiError(error: unknown): unknown {
  if (error instanceof VegaError) {
    const { message, path } = error;
    // Names the place like the database does, so that an editor finds it.
    const what = path ? `The spec is not valid (${path}): ${message}` : message;
    return new ApiError('vega_invalid', what, { cause: error });
  }
  return error instanceof RangeError
    ? new ApiError('vega_invalid', 'The text is nested too deeply.')
    : error;
}

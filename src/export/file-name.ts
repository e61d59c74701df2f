/** Names for exported files. Pure. */
import { truncate } from '../text/truncate';
import type { IExportFormat } from './formats/export-format';

const FALLBACK = 'query-result';
const MAX_STEM_LENGTH = 80;

/** Comments, and texts in single quotes. */
const NOT_CODE = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g;
/** Functions that contain a FROM of their own. */
const FROM_OF_FUNCTION =
  /\b(?:extract|trim|substring|overlay)\s*\([^()]*\bfrom\b/gi;
const FROM_TABLE =
  /\bfrom\s+(?:(?:"(?:[^"]|"")+"|[\p{L}\p{M}\p{N}_$]+)\s*\.\s*)*("(?:[^"]|"")+"|[\p{L}\p{M}\p{N}_$]+)/iu;

/**
 * A name without extension for the rows of a statement: the name of its first table, if there is
 * one.
 */
export function defaultStem(sql: string): string {
  const code = sql.replace(NOT_CODE, ' ').replace(FROM_OF_FUNCTION, ' ');
  const table = FROM_TABLE.exec(code)?.[1] ?? '';
  const stem = table
    .replace(/^"|"$/g, '')
    .replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return truncate(stem, MAX_STEM_LENGTH, '') || FALLBACK;
}

/** Replaces the extension of one of the `formats` by that of the chosen format. */
export function withExtension(
  name: string,
  format: Pick<IExportFormat, 'extension'>,
  formats: readonly Pick<IExportFormat, 'extension'>[]
): string {
  const trimmed = name.trim();
  const old = formats
    .map(({ extension }) => `.${extension}`)
    .find(extension => trimmed.toLowerCase().endsWith(extension));
  const stem = old ? trimmed.slice(0, -old.length) : trimmed;
  return stem === '' ? '' : `${stem}.${format.extension}`;
}

/**
 * The allowed file names, as the `pattern` of an input, which browsers compile with the flag `v`.
 * The file must stay in its folder, and Jupyter Server refuses to write hidden files.
 */
export const FILE_NAME = '\\s*[^\\s.\\/\\\\:][^\\/\\\\:]*';

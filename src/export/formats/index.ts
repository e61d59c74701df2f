/**
 * The export formats, in the order of the dialog. To add one, add an object here and its `id` to
 * the setting `format` of `schema/export.json`.
 */
import { arrow } from './arrow';
import { csv } from './csv';
import type { IExportFormat } from './export-format';
import { parquet } from './parquet';

export const EXPORT_FORMATS: readonly IExportFormat[] = [csv, parquet, arrow];

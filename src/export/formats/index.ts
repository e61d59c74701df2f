/**
 * The file formats that a result can be exported to, in the order of the dialog. A new one is an
 * object here, and its `id` in the setting `format` of `schema/export.json`.
 */
import { arrow } from './arrow';
import { csv } from './csv';
import type { IExportFormat } from './export-format';
import { parquet } from './parquet';

export const EXPORT_FORMATS: readonly IExportFormat[] = [csv, parquet, arrow];

/** A {@link ResultTable} as the model of Lumino's data grid: one header row, one column of row numbers. */
import { DataModel } from '@lumino/datagrid';
import type { ResultTable } from './result-table';

export class ResultDataModel extends DataModel {
  constructor(readonly table: ResultTable) {
    super();
  }

  override rowCount(region: DataModel.RowRegion): number {
    return region === 'body' ? this.table.rowCount : 1;
  }

  override columnCount(region: DataModel.ColumnRegion): number {
    return region === 'body' ? this.table.columns.length : 1;
  }

  override data(
    region: DataModel.CellRegion,
    row: number,
    column: number
  ): string | number | null {
    switch (region) {
      case 'body':
        return this.table.text(row, column);
      case 'column-header':
        return this.table.columns[column]?.name ?? '';
      case 'row-header':
        return row + 1;
      case 'corner-header':
        return '';
    }
  }
}

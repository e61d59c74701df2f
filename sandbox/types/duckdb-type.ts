/**
 * Which HeavyDB type a DuckDB result column is shown as. What DuckDB cannot tell (text without a
 * dictionary, geo) `dialect/column-origin.ts` adds.
 */
import {
  type DuckDBListType,
  type DuckDBType,
  DuckDBTypeId
} from '@duckdb/node-api';
import {
  columnType,
  type ColumnType,
  dictionaryText,
  MAX_DIGITS
} from './column-type.js';

export function fromDuckdb(type: DuckDBType): ColumnType {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return columnType('BOOL');
    case DuckDBTypeId.TINYINT:
      return columnType('TINYINT');
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.UTINYINT:
      return columnType('SMALLINT');
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.SQLNULL:
      return columnType('INT');
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT: // SUM of integers: BIGINT in HeavyDB.
    case DuckDBTypeId.UHUGEINT:
      return columnType('BIGINT');
    case DuckDBTypeId.FLOAT:
      return columnType('FLOAT');
    case DuckDBTypeId.DOUBLE:
      return columnType('DOUBLE');
    case DuckDBTypeId.DECIMAL: {
      const { width, scale } = type;
      return columnType('DECIMAL', {
        precision: Math.min(width, MAX_DIGITS),
        scale
      });
    }
    case DuckDBTypeId.DATE:
      return columnType('DATE');
    case DuckDBTypeId.TIME:
    case DuckDBTypeId.TIME_TZ:
    case DuckDBTypeId.TIME_NS:
      return columnType('TIME');
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_TZ: // NOW() and its kind have no fraction in HeavyDB.
      return columnType('TIMESTAMP', { precision: 0 });
    case DuckDBTypeId.TIMESTAMP_MS:
      return columnType('TIMESTAMP', { precision: 3 });
    case DuckDBTypeId.TIMESTAMP:
      return columnType('TIMESTAMP', { precision: 6 });
    case DuckDBTypeId.TIMESTAMP_NS:
      return columnType('TIMESTAMP', { precision: 9 });
    case DuckDBTypeId.INTERVAL:
      return columnType('INTERVAL_DAY_TIME');
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
      return {
        ...fromDuckdb((type as DuckDBListType).valueType),
        isArray: true
      };
    default:
      return dictionaryText();
  }
}

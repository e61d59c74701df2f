/** Tells which decimals may have been rounded because they arrived as doubles. Pure. */
import { DataType, type Data, type Decimal } from 'apache-arrow';
import { unscaledReader } from './format-value';

/**
 * Below it, the nearest double identifies a decimal without its point: half a unit in its last
 * place is more than the double's error, which is 2^-53 of the value. It has 15 or 16 digits.
 */
const EXACT_BELOW = 2n ** 52n;

/** Returns a function that is true if the decimal, or one in the array, may be rounded. */
export function roundedReader(data: Data): (row: number) => boolean {
  if (DataType.isList(data.type)) {
    const offsets = data.valueOffsets as Int32Array;
    const [child] = data.children;
    const isRounded = child ? roundedReader(child) : () => false;
    return row => {
      const end = offsets[row + 1] ?? 0;
      for (let i = offsets[row] ?? 0; i < end; i++) {
        if (isRounded(i)) {
          return true;
        }
      }
      return false;
    };
  }
  if (!DataType.isDecimal(data.type)) {
    return () => false;
  }
  const read = unscaledReader(data as Data<Decimal>);
  return row => {
    const value = read(row);
    return value >= EXACT_BELOW || -value >= EXACT_BELOW;
  };
}

/**
 * The error for results larger than the admin's limit, and the budget that detects them in time.
 */
import type { IBudget } from '../thrift/budget';
import { ApiError } from '../errors/api-error';

/** `bytes` is null if the whole size is unknown. */
export function resultTooLarge(bytes: number | null, cap: number): ApiError {
  const size =
    bytes === null
      ? `The result is larger than the limit of ${sizeOf(cap)}`
      : `The result has ${sizeOf(bytes)}; the limit is ${sizeOf(cap)}`;
  return new ApiError(
    'result_too_large',
    `${size}. Add a LIMIT, choose fewer rows or columns, or ask your administrator to raise OmniSciConfig.max_result_bytes.`
  );
}

/** The memory budget of a result that is held in memory. */
export class Budget implements IBudget {
  private taken = 0;

  constructor(private readonly cap: number) {}

  take(bytes: number): void {
    this.taken += bytes;
    if (this.taken > this.cap) {
      throw resultTooLarge(null, this.cap);
    }
  }
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'];

function sizeOf(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number(value.toFixed(1))} ${UNITS[unit]}`;
}

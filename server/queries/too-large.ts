/** What is bigger than the admin allows: the one sentence on it, and how it is found in time. */
import type { IBudget } from '../thrift/budget';
import { ApiError } from '../errors/api-error';

/** `bytes` is null where the whole size is not known. */
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

/** The memory that a result which is held whole may take. */
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

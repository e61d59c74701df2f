/** Counts the memory in use, and throws when it exceeds the limit. */
export interface IBudget {
  take(bytes: number): void;
}

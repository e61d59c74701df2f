/** Counts the memory that is taken, and throws when it is too much. */
export interface IBudget {
  take(bytes: number): void;
}

/** Replaces a secret in a text that is saved. */
export const MASK = "'•••'";

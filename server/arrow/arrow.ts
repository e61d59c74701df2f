/**
 * Everything that needs Apache Arrow. It is a file beside the bundle and is loaded on first use.
 */
export { arrowFromColumns } from './arrow-from-columns';

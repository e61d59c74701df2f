/** All that needs Apache Arrow: a file of its own beside the bundle, loaded when first needed. */
export { arrowFromColumns } from './arrow-from-columns';

/** Functions of arrays. */
import type { FunctionTopic } from './topic.js';

export const arrays: FunctionTopic = {
  renamed: { CARDINALITY: 'len' }
};

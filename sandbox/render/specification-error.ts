/** HeavyDB's form of an error in a specification (JSONRefErrorLogger.cpp). */
import { DatabaseError } from '../errors.js';

export const specificationError = ({
  path,
  message
}: {
  path: string;
  message: string;
}): DatabaseError =>
  new DatabaseError(`JSON parse error (${path || '/'}): ${message}`);

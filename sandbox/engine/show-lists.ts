/** SHOW of names that the server knows by itself, and of what a server without them refuses. */
import { functionNames } from '../dialect/known-functions.js';
import { DatabaseError } from '../errors.js';
import { type QueryResult, textResult } from './query.js';

type List = { head: string; names(): readonly string[] };

const none = (): string[] => [];

const LISTS: Readonly<Record<string, List>> = {
  FUNCTIONS: { head: 'Scalar UDF', names: functionNames },
  'RUNTIME FUNCTIONS': { head: 'Runtime Scalar UDF', names: none },
  'TABLE FUNCTIONS': { head: 'Table UDF', names: () => ['generate_series'] },
  'RUNTIME TABLE FUNCTIONS': { head: 'Runtime Table UDF', names: none },
  ROLES: { head: 'ROLES', names: none },
  'EFFECTIVE ROLES': { head: 'ROLES', names: none }
};

/** In DdlCommandExecutor.cpp's words. */
const DISABLED: Readonly<Record<string, string>> = {
  MODELS: 'Cannot show models. ML functions are disabled.',
  'MODEL DETAILS': 'Cannot show model details. ML functions are disabled.',
  'DISK CACHE USAGE': 'Disk cache not enabled.  Cannot show disk cache usage.'
};

/** `what` are the words after SHOW, in capitals. Nothing where it is no such list. */
export function showList(what: string): QueryResult | undefined {
  const refusal = DISABLED[what];
  if (refusal !== undefined) {
    throw new DatabaseError(refusal);
  }
  const list = LISTS[what];
  return (
    list &&
    textResult(
      'SCHEMA_READ',
      [list.head],
      list.names().map(name => [name])
    )
  );
}

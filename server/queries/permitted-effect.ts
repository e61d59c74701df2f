/** Refuses a statement that must not run. Reads its words, once. Pure. */
import {
  type StatementEffect,
  statementKind
} from '../../src/sql/statement-kind';
import type { Connection } from '../connections/connection';
import { ApiError } from '../errors/api-error';
import type { QueryRequest } from '../protocol';

const SESSION_CHANGE =
  'ALTER SESSION was not run. The statements of an editor share several database sessions, and it would change only one of them. To run a query on the CPU, write SELECT /*+ cpu_mode */ …. To use another database, log in there and open JupyterLab from that session.';

/**
 * What the statement may change.
 *
 * @throws ApiError `session_not_altered` - for ALTER SESSION: the change would stay on one of the
 * clones that all statements share, until it is disconnected.
 * @throws ApiError `read_only` - if it may change something, and the connection or the request only
 * reads.
 */
export function permittedEffect(
  { sql, readOnly }: Pick<QueryRequest, 'sql' | 'readOnly'>,
  connection: Pick<Connection, 'readOnly'>
): StatementEffect {
  const { effect } = statementKind(sql);
  if (effect === 'session') {
    throw new ApiError('session_not_altered', SESSION_CHANGE);
  }
  if (effect !== 'none' && (connection.readOnly || readOnly)) {
    throw new ApiError(
      'read_only',
      connection.readOnly
        ? 'The statement was not run: the admin lets this connection read only.'
        : 'The statement was not run: you have set this connection to read only.'
    );
  }
  return effect;
}

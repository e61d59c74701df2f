/** The method that completes SQL. */
import {
  TCompletionHint,
  TCompletionHintType
} from '../../../server/thrift/generated/heavydb_types.js';
import { completionHints } from '../../completion/hints.js';
import { answerIn, type Services } from './services.js';

export const completionMethods = (services: Services) => ({
  get_completion_hints: (
    session: string,
    sql: string,
    cursor: number
  ): Promise<TCompletionHint[]> =>
    answerIn(services, session, ({ database }) =>
      completionHints({
        sql,
        cursor,
        tables: database.catalog.tables.map(({ name, columns, viewSql }) => ({
          name,
          columns,
          isView: viewSql !== ''
        }))
      }).map(
        ({ kind, hints, replaced }) =>
          new TCompletionHint({
            type: TCompletionHintType[kind],
            hints,
            replaced
          })
      )
    )
});

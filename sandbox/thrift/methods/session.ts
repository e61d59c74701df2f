/** Methods that open, clone, change and end sessions. */
import { TSessionInfo } from '../../../server/thrift/generated/heavydb_types.js';
import { int64 } from '../runtime.js';
import { answer, answerIn, type Services } from './services.js';

export const sessionMethods = (services: Services) => ({
  connect: (user: string, passwd: string, dbname: string): Promise<string> =>
    answer(() => services.sessions.connect(user, passwd, dbname).id),

  disconnect: (session: string): Promise<void> =>
    answer(() => services.sessions.disconnect(session)),

  switch_database: (session: string, dbname: string): Promise<void> =>
    answer(() => services.sessions.switchDatabase(session, dbname)),

  clone_session: (session: string): Promise<string> =>
    answer(() => services.sessions.clone(session).id),

  get_session_info: (session: string): Promise<TSessionInfo> =>
    answerIn(
      services,
      session,
      ({ user, database, startedAt }) =>
        new TSessionInfo({
          user: user.name,
          database: database.name,
          start_time: int64(Math.floor(startedAt / 1000)),
          is_super: user.isSuper
        })
    )
});

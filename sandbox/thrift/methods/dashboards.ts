/** Methods that list dashboards, of which there are none. */
import type {
  TDashboard,
  TDashboardGrantees
} from '../../../server/thrift/generated/heavydb_types.js';
import { DatabaseError } from '../../errors.js';
import { answerIn, type Services } from './services.js';

export const dashboardMethods = (services: Services) => ({
  get_dashboards: (session: string): Promise<TDashboard[]> =>
    answerIn(services, session, () => []),

  get_dashboard: (session: string, dashboard_id: number): Promise<TDashboard> =>
    answerIn(services, session, () => refuse(dashboard_id)),

  get_dashboard_grantees: (
    session: string,
    dashboard_id: number
  ): Promise<TDashboardGrantees[]> =>
    answerIn(services, session, () => refuse(dashboard_id))
});

function refuse(id: number): never {
  throw new DatabaseError(`Dashboard with dashboard id ${id} doesn't exist`);
}

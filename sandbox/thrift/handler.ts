/**
 * The methods of HeavyDB's Thrift service; each is one function in a file of its topic in
 * `methods/`. The generated Processor has two rules. A method must have as many parameters as the
 * IDL gives it, or the client waits for ever. Only a TDBException reaches the client as such.
 */
import { accountMethods } from './methods/accounts.js';
import { catalogMethods } from './methods/catalog.js';
import { completionMethods } from './methods/completion.js';
import { dashboardMethods } from './methods/dashboards.js';
import { loadMethods } from './methods/loads.js';
import { machineMethods } from './methods/machine.js';
import { queryMethods } from './methods/query.js';
import { renderMethods } from './methods/render.js';
import { refusals } from './refusals.js';
import { serverMethods } from './methods/server.js';
import type { Services } from './methods/services.js';
import { sessionMethods } from './methods/session.js';

export type HandlerOptions = Omit<Services, 'startedAt'> & {
  now?: () => number;
};

export function createHandler({
  now = Date.now,
  ...options
}: HandlerOptions): Handler {
  const services = { ...options, startedAt: now() };
  const handler = {
    ...serverMethods(services),
    ...sessionMethods(services),
    ...catalogMethods(services),
    ...queryMethods(services),
    ...completionMethods(services),
    ...loadMethods(services),
    ...accountMethods(services),
    ...dashboardMethods(services),
    ...machineMethods(services),
    ...renderMethods(services)
  };
  return { ...refusals(handler), ...handler };
}

export type Handler = ReturnType<typeof serverMethods> &
  ReturnType<typeof sessionMethods> &
  ReturnType<typeof catalogMethods> &
  ReturnType<typeof queryMethods> &
  ReturnType<typeof completionMethods> &
  ReturnType<typeof loadMethods> &
  ReturnType<typeof accountMethods> &
  ReturnType<typeof dashboardMethods> &
  ReturnType<typeof machineMethods> &
  ReturnType<typeof renderMethods>;

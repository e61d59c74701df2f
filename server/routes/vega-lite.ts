/** The route that translates Vega-Lite to HeavyDB's Vega. */
import { ApiError } from '../errors/api-error';
import { jsonBodyOf } from '../http/request-body';
import type { VegaLiteRequest } from '../protocol';
import type { VegaLite } from '../vega-lite/vega-lite';
import { untilGone } from './admitted';
import { MAX_RENDER_BYTES } from './renders';
import type { RouteTable } from './route';

export type VegaLiteRoutesOptions = { vegaLite: VegaLite };

export const vegaLiteRoutes = ({ vegaLite }: VegaLiteRoutesOptions) =>
  ({
    'POST /vega-lite': untilGone(async ({ connection, request }, signal) =>
      vegaLite.translate(
        connection,
        parseVegaLite(jsonBodyOf(request, MAX_RENDER_BYTES)),
        signal
      )
    )
  }) satisfies Partial<RouteTable>;

function parseVegaLite(body: unknown): VegaLiteRequest {
  const { vegaLite } = (body ?? {}) as { vegaLite?: unknown };
  if (typeof vegaLite !== 'string') {
    throw new ApiError(
      'request_invalid',
      'The spec, vegaLite, must be a text.'
    );
  }
  return { vegaLite };
}

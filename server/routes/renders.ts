/** The routes of pictures: whether there are any, a picture, and the row at one of its pixels. */
import type { Admission } from '../admission/admission';
import { ApiError } from '../errors/api-error';
import type { IEvents } from '../events/event';
import { recordRender } from '../events/record-render';
import { jsonBodyOf } from '../http/request-body';
import { requestIdOf } from '../http/request-guard';
import type { PixelRequest, RenderRequest } from '../protocol';
import type { Renders } from '../renders/renders';
import { admitted, untilGone } from './admitted';
import type { RouteTable } from './route';

/** A spec of 4 MiB, with its quotation marks and line breaks escaped. */
export const MAX_RENDER_BYTES = 9 * 1024 * 1024;
/** `radius` and the sizes of `columns`; see `PixelRequest`. */
const MAX_RADIUS = 100;
const MAX_COLUMNS = 1000;
const MAX_COORDINATE = 65_535;

export type RenderRoutesOptions = {
  renders: Renders;
  admission: Admission;
  events: IEvents;
};

export function renderRoutes({
  renders,
  admission,
  events
}: RenderRoutesOptions) {
  return {
    'GET /renders': admitted(admission, ({ connection }, signal) =>
      renders.rendering(connection, signal)
    ),
    'POST /renders': untilGone(({ connection, request, response }, signal) => {
      const body = parseRender(jsonBodyOf(request, MAX_RENDER_BYTES));
      return recordRender(
        events,
        {
          ...{ connection: connection.key, signal },
          requestId: requestIdOf(response)
        },
        () => renders.render(connection, body, signal)
      );
    }),
    'POST /renders/:widget/pixel': untilGone(
      async ({ connection, parameters, request }, signal) => {
        const pixel = parsePixel(jsonBodyOf(request));
        const widget = parseWidget(Number(parameters.widget));
        return await renders.pixel(connection, { ...pixel, widget }, signal);
      }
    )
  } satisfies Partial<RouteTable>;
}

function parseRender(body: unknown): RenderRequest {
  const { vega, widget, compression } = (body ?? {}) as Partial<
    Record<keyof RenderRequest, unknown>
  >;
  if (typeof vega !== 'string') {
    throw new ApiError('request_invalid', 'The spec, vega, must be a text.');
  }
  return {
    vega,
    widget: widget === undefined ? undefined : parseWidget(widget),
    compression:
      compression === undefined
        ? undefined
        : parseInteger('compression', compression, { from: -1, to: 9 })
  };
}

function parsePixel(body: unknown): PixelRequest {
  const { x, y, radius, columns } = (body ?? {}) as Partial<
    Record<keyof PixelRequest, unknown>
  >;
  const range = { from: 0, to: MAX_COORDINATE };
  if (!isColumns(columns)) {
    throw new ApiError(
      'request_invalid',
      `The columns must be lists of names by the names of data, with at most ${MAX_COLUMNS} names.`
    );
  }
  return {
    x: parseInteger('x', x, range),
    y: parseInteger('y', y, range),
    radius: parseInteger('radius', radius, { from: 0, to: MAX_RADIUS }),
    columns
  };
}

function isColumns(value: unknown): value is PixelRequest['columns'] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const lists: unknown[] = Object.values(value);
  return (
    lists.length <= MAX_COLUMNS &&
    lists.every(Array.isArray) &&
    lists.flat().length <= MAX_COLUMNS &&
    lists.flat().every(name => typeof name === 'string')
  );
}

const parseWidget = (value: unknown): number =>
  parseInteger('widget', value, { from: 0, to: Number.MAX_SAFE_INTEGER });

function parseInteger(
  name: string,
  value: unknown,
  { from, to }: { from: number; to: number }
): number {
  if (!Number.isInteger(value) || Number(value) < from || Number(value) > to) {
    throw new ApiError(
      'request_invalid',
      `The ${name} must be a whole number from ${from} to ${to}.`
    );
  }
  return value as number;
}

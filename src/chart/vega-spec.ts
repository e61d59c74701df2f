/** The Vega-Lite specification of a chart, for JupyterLab's own renderer. Pure. */
import type { ResultColumn } from '../table/column';
import type { Points } from './aggregate';
import type { Aggregate, ChartOptions } from './chart-options';

/** The version that JupyterLab 4.6 renders; it supports no newer one. */
export const VEGA_LITE_MIME = 'application/vnd.vegalite.v5+json';

/** Colours and font of the theme, read from JupyterLab's variables. */
export type ChartTheme = {
  text: string;
  mutedText: string;
  line: string;
  mark: string;
  font: string;
  fontSize: number;
};

export type VegaSpecOptions = {
  columns: readonly ResultColumn[];
  choice: ChartOptions;
  points: Points;
  theme: ChartTheme;
  width: number;
  height: number;
};

export type JsonObject = { [key: string]: unknown };

export function vegaSpec(options: VegaSpecOptions): JsonObject {
  const { columns, choice, points, theme, width, height } = options;
  const x = columns[choice.x];
  const isBinned = points.binWidth !== null && choice.mark === 'bar';
  const xTitle = x?.name ?? '';
  const yTitle = measureName(choice, columns);
  const type = axisType(x);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    width,
    height,
    autosize: { type: 'fit', contains: 'padding' },
    background: 'transparent',
    data: { values: points.points },
    mark: {
      ...markOf(choice.mark, points.points.length),
      // Vega-Lite gives every bar on a continuous axis the same fixed width, however many there
      // are.
      ...(choice.mark === 'bar' &&
        type !== 'nominal' &&
        !isBinned && { size: barSize(width, points.points.length) })
    },
    encoding: {
      x: {
        field: 'x',
        type,
        title: xTitle,
        ...(type === 'temporal' && { scale: { type: 'utc' } }),
        // In the given order: largest first, or as the query sorts them.
        ...(type === 'nominal' && { sort: null }),
        ...(isBinned && { bin: 'binned' }),
        axis: { labelOverlap: true, labelLimit: 120 }
      },
      ...(isBinned && { x2: { field: 'x2' } }),
      y: {
        field: 'y',
        type: 'quantitative',
        title: yTitle,
        axis: { tickCount: Math.max(2, Math.round(height / 56)) },
        // A bar or an area that does not start at zero misleads; points and lines may.
        scale: { zero: choice.mark === 'bar' || choice.mark === 'area' }
      },
      tooltip: [
        {
          field: 'x',
          type,
          title: tooltipTitle(xTitle),
          ...(type === 'temporal' && {
            format: '%Y-%m-%d %H:%M:%S',
            scale: { type: 'utc' }
          })
        },
        {
          field: 'y',
          type: 'quantitative',
          title: tooltipTitle(yTitle),
          format: ',.6~g'
        }
      ]
    },
    config: configOf(theme)
  };
}

/** Vega treats these names specially: as a heading, as the address of an image, or as nothing. */
const tooltipTitle = (name: string): string =>
  /^(image|title|__proto__)$/.test(name) ? `${name} ` : name;

const barSize = (width: number, count: number): number =>
  Math.min(24, Math.max(1, (0.7 * width) / Math.max(1, count)));

export const axisType = (
  column: ResultColumn | undefined
): 'quantitative' | 'temporal' | 'nominal' => {
  switch (column?.kind) {
    case 'number':
      return 'quantitative';
    case 'time':
      return 'temporal';
    default:
      return 'nominal';
  }
};

const AGGREGATE_NAMES: Record<Exclude<Aggregate, 'none' | 'count'>, string> = {
  sum: 'Sum',
  mean: 'Mean',
  min: 'Min',
  max: 'Max'
};

/** `Mean of delay`, `Count of rows`, `delay`: as Vega-Lite and Altair title an axis. */
export function measureName(
  { aggregate, y }: ChartOptions,
  columns: readonly ResultColumn[]
): string {
  const name = y === null ? '' : (columns[y]?.name ?? '');
  if (aggregate === 'count' || y === null) {
    return name === '' ? 'Count of rows' : `Count of ${name}`;
  }
  return aggregate === 'none'
    ? name
    : `${AGGREGATE_NAMES[aggregate]} of ${name}`;
}

function markOf(mark: ChartOptions['mark'], count: number): JsonObject {
  switch (mark) {
    case 'bar':
      return { type: 'bar' };
    case 'line':
      return { type: 'line', point: count <= 60, strokeWidth: 1.8 };
    case 'area':
      return { type: 'area', line: true, fillOpacity: 0.35 };
    case 'point':
      return {
        type: 'point',
        filled: true,
        size: count > 500 ? 16 : 40,
        opacity: count > 500 ? 0.5 : 0.8
      };
  }
}

function configOf(theme: ChartTheme): JsonObject {
  const { text, mutedText, line, mark, font, fontSize } = theme;
  return {
    font,
    view: { stroke: null },
    mark: { color: mark },
    bar: { color: mark },
    line: { color: mark },
    point: { color: mark },
    area: { color: mark },
    axis: {
      labelColor: text,
      titleColor: mutedText,
      domainColor: line,
      tickColor: line,
      gridColor: line,
      gridOpacity: 0.6,
      labelFontSize: fontSize - 1,
      titleFontSize: fontSize,
      titleFontWeight: 'normal',
      titlePadding: 10
    },
    axisX: { grid: false }
  };
}

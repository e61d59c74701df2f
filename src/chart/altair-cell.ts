/**
 * The text of a notebook cell that draws the same chart with Altair, from the dataframe of another
 * cell. Pure.
 */
import type { CellNames } from '../cells/cell-names';
import { pythonLiteral } from '../cells/python-literal';
import type { ResultColumn } from '../table/column';
import { MAX_GROUPS, MAX_POINTS, type Points } from './aggregate';
import type { ChartOptions } from './chart-options';
import { axisType, measureName } from './vega-spec';

export type AltairCellOptions = {
  columns: readonly ResultColumn[];
  choice: ChartOptions;
  points: Pick<Points, 'binWidth' | 'timeUnit'>;
  /** The dataframe exists already; the cell adds the chart. */
  names: Pick<CellNames, 'df' | 'data'>;
};

/** pandas' names of periods. */
const PERIODS: Record<NonNullable<Points['timeUnit']>, string> = {
  second: 's',
  minute: 'min',
  hour: 'h',
  day: 'D',
  month: 'M',
  year: 'Y'
};

const TYPES = { quantitative: 'Q', temporal: 'T', nominal: 'N' };

/**
 * pandas does the grouping, so that the notebook stores the few points of the chart and not all
 * rows.
 */
export function altairCell({
  columns,
  choice,
  points,
  names: { df, data }
}: AltairCellOptions): string {
  const x = columns[choice.x];
  const type = axisType(x);
  const xName = x?.name ?? '';
  const yName = choice.y === null ? null : (columns[choice.y]?.name ?? '');
  const isGrouped = choice.aggregate !== 'none' || yName === null;
  const column = (name: string): string => `${df}[${pythonLiteral(name)}]`;
  const steps = [
    `pd.DataFrame({"x": ${xOf(column(xName), x, points)}})`,
    ...(yName === null
      ? []
      : [`${data}.assign(y=${column(yName)}.astype(float))`]),
    ...(isGrouped ? [group(data, yName, choice)] : sample(data)),
    ...(isGrouped && type === 'nominal'
      ? [`${data}.nlargest(${MAX_GROUPS}, "y")`]
      : [])
  ];
  const sort = type === 'nominal' ? ', sort=None' : '';
  const zero = choice.mark === 'bar' || choice.mark === 'area';
  const bars = choice.mark === 'bar' && points.binWidth !== null;
  return [
    'import altair as alt  # pip install altair',
    'import pandas as pd',
    '',
    'alt.renderers.enable("omnisci")  # draws without internet',
    '',
    `# Takes "${df}" from the cell above.`,
    ...steps.map(step => `${data} = ${step}`),
    ...(bars ? [`${data}["x2"] = ${data}["x"] + ${points.binWidth}`] : []),
    `alt.Chart(${data}).mark_${choice.mark}(tooltip=True).encode(`,
    `    x=alt.X("x:${TYPES[type]}", title=${pythonLiteral(xName)}${sort}),`,
    ...(bars ? ['    x2="x2",'] : []),
    `    y=alt.Y("y:Q", title=${pythonLiteral(measureName(choice, columns))}, scale=alt.Scale(zero=${zero ? 'True' : 'False'})),`,
    ').properties(width=600)'
  ].join('\n');
}

function xOf(
  values: string,
  x: ResultColumn | undefined,
  { binWidth, timeUnit }: AltairCellOptions['points']
): string {
  if (binWidth !== null) {
    return `${values}.astype(float) // ${binWidth} * ${binWidth}`;
  }
  switch (x?.kind) {
    case 'time':
      return x.sqlType === 'TIME'
        ? `pd.to_datetime("1970-01-01 " + ${values}.astype(str), errors="coerce")`
        : timeUnit === null
          ? `pd.to_datetime(${values})`
          : `pd.to_datetime(${values}).dt.to_period("${PERIODS[timeUnit]}").dt.start_time`;
    case 'number':
      return `${values}.astype(float)`;
    default:
      return `${values}.astype(str).where(${values}.notna())`;
  }
}

const group = (
  data: string,
  name: string | null,
  { aggregate }: ChartOptions
): string =>
  name === null
    ? `${data}.groupby("x").size().reset_index(name="y")`
    : `${data}.groupby("x", as_index=False)["y"].${aggregate}()`;

const sample = (data: string): string[] => [
  `${data}.dropna()`,
  `${data}.sample(min(len(${data}), ${MAX_POINTS}), random_state=0).sort_index()`
];

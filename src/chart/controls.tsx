/** The controls above a chart. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import {
  AGGREGATES,
  isChartable,
  MARKS,
  type Aggregate,
  type ChartOptions,
  type Mark
} from './chart-options';
import type { ChartModel } from './model';
import { noticesOf } from './notices';

export class ChartControls extends ReactWidget {
  constructor(
    private readonly _options: { model: ChartModel; trans: TranslationBundle }
  ) {
    super();
    this.addClass('jp-OmniSciChart-controls');
    _options.model.changed.connect(this.update, this);
  }

  protected override render(): React.ReactElement {
    const { model, trans } = this._options;
    const { choice, result, points } = model;
    if (!choice || !result || !points) {
      return <></>;
    }
    const columns = result.table.columns.map((column, index) => ({
      ...column,
      index
    }));
    const set = (change: Partial<ChartOptions>): void => {
      model.choice = { ...choice, ...change };
    };
    const marks: Record<Mark, string> = {
      bar: trans.__('Bar'),
      line: trans.__('Line'),
      point: trans.__('Point'),
      area: trans.__('Area')
    };
    const aggregates: Record<Aggregate, string> = {
      none: trans.__('None (each row)'),
      count: trans.__('Count'),
      sum: trans.__('Sum'),
      mean: trans.__('Mean'),
      min: trans.__('Minimum'),
      max: trans.__('Maximum')
    };
    const { isPrevious } = model;
    const notices = noticesOf({ points, result, isPrevious }, trans);
    return (
      <>
        <div className="jp-OmniSciChart-choices">
          <Choice
            label={trans.__('Mark')}
            value={choice.mark}
            options={MARKS.map(mark => [mark, marks[mark]])}
            onChange={mark => set({ mark: mark as Mark })}
          />
          <Choice
            label={trans.__('X')}
            value={String(choice.x)}
            options={columns
              .filter(isChartable)
              .map(({ index, name }) => [String(index), name])}
            onChange={x => set({ x: Number(x) })}
          />
          <Choice
            label={trans.__('Y')}
            value={choice.y === null ? '' : String(choice.y)}
            options={[
              ['', trans.__('Rows')],
              ...columns
                .filter(({ kind }) => kind === 'number')
                .map(
                  ({ index, name }) => [String(index), name] as [string, string]
                )
            ]}
            onChange={y =>
              set(
                y === ''
                  ? { y: null, aggregate: 'count' }
                  : {
                      y: Number(y),
                      aggregate: choice.y === null ? 'none' : choice.aggregate
                    }
              )
            }
          />
          <Choice
            label={trans.__('Aggregate')}
            value={choice.aggregate}
            options={AGGREGATES.filter(
              aggregate => choice.y !== null || aggregate === 'count'
            ).map(aggregate => [aggregate, aggregates[aggregate]])}
            onChange={aggregate => set({ aggregate: aggregate as Aggregate })}
          />
        </div>
        <p className="jp-OmniSciChart-notice" role="status">
          {notices.join(' ')}
        </p>
      </>
    );
  }
}

function Choice(props: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}): React.ReactElement {
  return (
    <label className="jp-OmniSciChart-choice">
      {props.label}
      <select
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

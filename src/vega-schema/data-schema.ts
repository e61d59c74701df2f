/** `data` of HeavyDB's Vega: tables of rows. */
import { anyOf, flag, list, number, object, oneOf, text } from './json-schema';

const OPERATIONS = [
  ...['min', 'max', 'avg', 'sum', 'count', 'countdistinct', 'distinct'],
  ...['missing', 'valid', 'stddev', 'stddevp', 'stddevs', 'variance'],
  ...['variancep', 'variances', 'quantile', 'median', 'topk', 'bottomk']
];

const column = anyOf(
  'The column of a vertex, or {"from": …} where the other axis has the column.',
  text('The name of a column.'),
  object('A column of pairs of coordinates, named at the other axis.', {
    from: text('The name of that column.')
  })
);

const lineFormat = object(
  'Lines from columns of coordinates.',
  {
    type: oneOf('What each row is.', ['lines']),
    coords: object(
      'The columns of the vertices, from the first to the last.',
      {
        x: list('The columns of x.', column),
        y: list('The columns of y.', column)
      },
      ['x', 'y']
    ),
    layout: oneOf(
      'How a column of coordinates is read: x and y in turns, or all of x first.',
      ['interleaved', 'sequential']
    )
  },
  ['type']
);

export const DATA = object(
  'A table of rows for marks and scales.',
  {
    name: text('The name by which marks and scales refer to it.'),
    sql: text('The query of its rows. It may have line breaks.'),
    values: list(
      'The rows themselves, instead of a query.',
      object('A row: columns and values.', {})
    ),
    url: text('A file of rows on the server, instead of a query.'),
    source: text(
      'The name of another table, of which `transform` computes this one.'
    ),
    transform: list(
      'What is computed of the source, for the domains of scales.',
      object('One computation.', {
        type: oneOf('What is done.', ['aggregate', 'formula']),
        fields: list(
          'The columns that are aggregated.',
          text('The name of a column.')
        ),
        ops: list(
          'An operation for each column.',
          anyOf(
            'The name of an operation, or an object with its options.',
            oneOf('The operation.', OPERATIONS),
            object('An operation with options.', {
              type: oneOf('The operation.', OPERATIONS),
              approximate: flag('Whether an approximation is enough.'),
              numBins: number('How many bins a histogram has.'),
              numQuantiles: number('Into how many parts quantiles divide.'),
              includeExtrema: flag(
                'Whether least and greatest are among the quantiles.'
              )
            })
          )
        ),
        as: anyOf(
          'The name of each result.',
          text('The name.'),
          list('The names.', text('The name.'))
        ),
        expr: text('The expression of a formula.')
      })
    ),
    format: anyOf(
      'What each row is, for marks of lines and polygons.',
      oneOf('A geometry in a column of the query.', ['polys', 'lines']),
      lineFormat
    ),
    enableHitTesting: flag(
      'Makes the database remember which row it drew at a pixel, for tooltips.'
    ),
    geocolumn: text(
      'The column of the geometry, if the query has several: for old servers.'
    ),
    dbTableName: text('The table whose rows are drawn: needed by old servers.')
  },
  ['name']
);

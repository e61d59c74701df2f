/** The closing table of a load: one line a deed and place. Pure. */
import { type Figures, type Tally } from './tally';

const HEAD = [
  'place',
  'deed',
  'right',
  'wrong',
  'crossed',
  'hung',
  'starved',
  '429',
  'other errors',
  'p50 ms',
  'p99 ms',
  'longest ms'
];
const TEXT_COLUMNS = 2;

export function report(tally: Tally): string {
  const figures = tally.figures();
  const rows = [HEAD, ...figures.map(cellsOf), totalOf(figures)];
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map(row => row[column]!.length))
  );
  const lines = rows.map(row =>
    row.map((cell, column) =>
      column < TEXT_COLUMNS
        ? cell.padEnd(widths[column]!)
        : cell.padStart(widths[column]!)
    )
  );
  lines.splice(
    1,
    0,
    widths.map((width, column) =>
      column < TEXT_COLUMNS ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`
    )
  );
  const table = lines.map(line => `| ${line.join(' | ')} |\n`).join('');
  const codes = [...tally.errors].map(([code, count]) => `${code} ${count}`);
  return [
    table,
    ...(codes.length > 0 ? [`\nErrors by code: ${codes.join(', ')}.\n`] : []),
    ...(tally.notes.length > 0 ? [`\n${tally.notes.join('\n')}\n`] : [])
  ].join('');
}

const cellsOf = (line: Figures): string[] => [
  line.place,
  line.deed,
  ...[line.right, line.wrong, line.crossed, line.hung, line.starved].map(
    String
  ),
  ...[line.tooMuch, line.failed].map(String),
  ...[line.p50, line.p99, line.longest].map(ms =>
    Number.isNaN(ms) ? '' : ms.toFixed(0)
  )
];

function totalOf(figures: Figures[]): string[] {
  const sum = (key: keyof Figures): string =>
    String(figures.reduce((total, line) => total + Number(line[key]), 0));
  return [
    'all',
    '',
    ...(['right', 'wrong', 'crossed', 'hung', 'starved'] as const).map(sum),
    sum('tooMuch'),
    sum('failed'),
    '',
    '',
    ''
  ];
}

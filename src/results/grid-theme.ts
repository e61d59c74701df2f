/** The grid's colours and fonts: it paints on a canvas, which no style sheet reaches. */
import {
  RendererMap,
  TextRenderer,
  type CellRenderer,
  type DataGrid
} from '@lumino/datagrid';
import type { ResultTable } from './result-table';

const NULL_TEXT = 'NULL';

/** @param node - an element inside JupyterLab's body, for the theme's variables. */
export function readGridTheme(node: Element): {
  style: DataGrid.Style;
  font: string;
  text: string;
  faintText: string;
  header: string;
  headerFont: string;
} {
  const css = getComputedStyle(node);
  const value = (name: string): string => css.getPropertyValue(name).trim();
  const family = value('--jp-ui-font-family') || 'sans-serif';
  const size = value('--jp-ui-font-size1') || '13px';
  return {
    style: {
      voidColor: value('--jp-layout-color0'),
      backgroundColor: value('--jp-layout-color0'),
      gridLineColor: value('--jp-border-color3'),
      headerBackgroundColor: value('--jp-layout-color2'),
      headerGridLineColor: value('--jp-border-color2'),
      rowBackgroundColor: index =>
        value(index % 2 === 0 ? '--jp-layout-color0' : '--jp-layout-color1'),
      selectionFillColor: withAlpha(value('--jp-brand-color1'), 0.2),
      selectionBorderColor: value('--jp-brand-color1'),
      headerSelectionFillColor: withAlpha(value('--jp-brand-color1'), 0.15),
      headerSelectionBorderColor: value('--jp-brand-color1'),
      cursorFillColor: withAlpha(value('--jp-brand-color1'), 0.25),
      cursorBorderColor: value('--jp-brand-color1')
    },
    font: `${size} ${family}`,
    headerFont: `600 ${size} ${family}`,
    text: value('--jp-ui-font-color1'),
    faintText: value('--jp-ui-font-color3'),
    header: value('--jp-ui-font-color1')
  };
}

const withAlpha = (color: string, alpha: number): string =>
  `color-mix(in srgb, ${color} ${alpha * 100}%, transparent)`;

/** Gives the grid the colours and fonts of the theme that is shown now. */
export function applyGridTheme(
  grid: DataGrid,
  table: ResultTable,
  node: Element
): void {
  const theme = readGridTheme(node);
  const alignment = ({
    column
  }: CellRenderer.CellConfig): TextRenderer.HorizontalAlignment =>
    table.columns[column]?.isNumeric ? 'right' : 'left';
  grid.style = theme.style;
  grid.cellRenderers = new RendererMap({
    body: new TextRenderer({
      font: ({ value }) =>
        value === null ? `italic ${theme.font}` : theme.font,
      textColor: ({ value }) => (value === null ? theme.faintText : theme.text),
      horizontalAlignment: alignment,
      format: ({ value }) => (value === null ? NULL_TEXT : String(value))
    }),
    'column-header': new TextRenderer({
      font: theme.headerFont,
      textColor: theme.header,
      horizontalAlignment: alignment
    }),
    'row-header': new TextRenderer({
      font: theme.font,
      textColor: theme.faintText,
      horizontalAlignment: 'right'
    }),
    'corner-header': new TextRenderer({ font: theme.font })
  });
}

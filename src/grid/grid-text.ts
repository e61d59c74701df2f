/** Measures the theme's text in a grid: the height of rows, the width of a text. */
import type { Measure } from './column-widths';

/** For JupyterLab's 13 px text. */
const ROW_HEIGHT_IN_FONT_SIZES = 24 / 13;

export type GridText = { rowHeight: number; measure: Measure };

export function readGridText(node: HTMLElement): GridText {
  const { fontSize, fontFamily } = getComputedStyle(node);
  return {
    rowHeight: Math.round(parseFloat(fontSize) * ROW_HEIGHT_IN_FONT_SIZES),
    measure: measureIn(fontSize, fontFamily)
  };
}

function measureIn(size: string, family: string): Measure {
  const contextOf = (weight: number): CanvasRenderingContext2D | null => {
    const context = document.createElement('canvas').getContext('2d');
    if (context) {
      context.font = `${weight} ${size} ${family}`;
    }
    return context;
  };
  const contexts = { cell: contextOf(400), header: contextOf(600) };
  return (text, part) =>
    contexts[part]?.measureText(text).width ?? text.length * 8;
}

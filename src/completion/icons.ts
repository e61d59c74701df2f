/** The icons of completions, besides those of tables and views. */
import { LabIcon } from '@jupyterlab/ui-components';

const icon = (name: string, drawing: string): LabIcon =>
  new LabIcon({
    name: `jupyterlab-omnisci:${name}`,
    svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round">${drawing}</g>
</svg>`
  });

/** A table with one highlighted column. */
export const columnIcon = icon(
  'column',
  '<rect x="8.5" y="4" width="7" height="16" rx="1.2"/><path d="M8.5 9.3h7M8.5 14.7h7M4 4.5v15M20 4.5v15"/>'
);

/** Brackets around an argument. */
export const functionIcon = icon(
  'function',
  '<path d="M8 4.5c-2.3 2.2-3.5 4.7-3.5 7.5s1.2 5.3 3.5 7.5M16 4.5c2.3 2.2 3.5 4.7 3.5 7.5s-1.2 5.3-3.5 7.5M9.5 9.5l5 5M14.5 9.5l-5 5"/>'
);

/** A label. */
export const keywordIcon = icon(
  'keyword',
  '<path d="M4 7.5h16M4 12h10M4 16.5h13"/>'
);

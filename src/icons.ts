/**
 * The icons that the start of JupyterLab shows, in its own line weight and colours. Those that come
 * with an editor are in `editor-icons.ts`.
 */
import { LabIcon } from '@jupyterlab/ui-components';

/** A cylinder, the sign for a database, above a prompt. */
export const sqlEditorIcon = new LabIcon({
  name: 'jupyterlab-omnisci:sql-editor',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linecap="round">
    <ellipse cx="12" cy="5.5" rx="8" ry="2.9"/>
    <path d="M4 5.5v13c0 1.6 3.6 2.9 8 2.9s8-1.3 8-2.9v-13"/>
    <path d="M4 12c0 1.6 3.6 2.9 8 2.9s8-1.3 8-2.9"/>
  </g>
</svg>`
});

/** Two panes side by side, the right one split by a query and its rows. */
export const workspaceIcon = new LabIcon({
  name: 'jupyterlab-omnisci:workspace',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linejoin="round">
    <rect x="3" y="4" width="18" height="16" rx="1.6"/>
    <path d="M11 4v16M11 10h10M11 15h10"/>
  </g>
</svg>`
});

/** A clock that is turned back. */
export const historyIcon = new LabIcon({
  name: 'jupyterlab-omnisci:history',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">
    <path d="M4.200 9.500A8.200 8.200 0 1 1 3.800 13"/>
    <path d="M3.600 4.800v4.900h4.900"/>
    <path d="M12 7.500V12l3.200 2"/>
  </g>
</svg>`
});

/** Three discs, the sign for a database. */
export const databaseIcon = new LabIcon({
  name: 'jupyterlab-omnisci:database',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linecap="round">
    <ellipse cx="12" cy="5" rx="8" ry="2.9"/>
    <path d="M4 5v14c0 1.6 3.6 2.9 8 2.9s8-1.3 8-2.9V5"/>
    <path d="M4 9.7c0 1.6 3.6 2.9 8 2.9s8-1.3 8-2.9"/>
    <path d="M4 14.4c0 1.6 3.6 2.9 8 2.9s8-1.3 8-2.9"/>
  </g>
</svg>`
});

/** A plane with points of several sizes. */
export const vegaIcon = new LabIcon({
  name: 'jupyterlab-omnisci:vega',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linejoin="round">
    <rect x="3" y="4" width="18" height="16" rx="1.6"/>
    <circle cx="9" cy="13.5" r="2.6"/>
    <circle cx="15.5" cy="9" r="1.7"/>
    <circle cx="17" cy="15.500" r="0.9"/>
  </g>
</svg>`
});

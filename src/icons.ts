/** The icons of this extension, in JupyterLab's own line weight and colours. */
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

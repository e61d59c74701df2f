/** The signs of databases, tables and views, in JupyterLab's own line weight and colours. */
import { LabIcon } from '@jupyterlab/ui-components';

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

/** A grid with a head. */
export const tableIcon = new LabIcon({
  name: 'jupyterlab-omnisci:table',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linejoin="round">
    <rect x="3.5" y="4.5" width="17" height="15" rx="1.4"/>
    <path d="M3.5 9.5h17M3.5 14.5h17M9.5 9.5v10"/>
  </g>
</svg>`
});

/** A table's outline that an eye looks through: a view. */
export const viewIcon = new LabIcon({
  name: 'jupyterlab-omnisci:view',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linejoin="round">
    <rect x="3.5" y="4.5" width="17" height="15" rx="1.4"/>
    <path d="M6.5 12c1.6-2.2 3.4-3.3 5.5-3.3s3.9 1.1 5.5 3.3c-1.6 2.2-3.4 3.3-5.5 3.3s-3.9-1.1-5.5-3.3z"/>
    <circle cx="12" cy="12" r="1.3"/>
  </g>
</svg>`
});

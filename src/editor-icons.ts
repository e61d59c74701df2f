/** The icons that come with a SQL editor, in JupyterLab's own line weight and colours. */
import { LabIcon } from '@jupyterlab/ui-components';

/** Lines of text, some indented. */
export const formatIcon = new LabIcon({
  name: 'jupyterlab-omnisci:format',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linecap="round">
    <path d="M4 5.5h16M8 10h12M8 14.5h12M4 19h10"/>
  </g>
</svg>`
});

/** Bars over an axis. */
export const chartIcon = new LabIcon({
  name: 'jupyterlab-omnisci:chart',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linecap="round">
    <path d="M4 4v16h16"/>
    <path d="M8.5 16v-4M13 16V7M17.5 16v-6.5"/>
  </g>
</svg>`
});

/** A table with an arrow into a code cell's bracket. */
export const dataframeIcon = new LabIcon({
  name: 'jupyterlab-omnisci:dataframe',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round">
    <path d="M20 11V5.6A1.6 1.6 0 0 0 18.400 4H5.600A1.600 1.600 0 0 0 4 5.600v12.800A1.600 1.600 0 0 0 5.600 20H11"/>
    <path d="M4 9.500h16M10 9.500V20"/>
    <path d="M17.500 14v7M14 17.500h7"/>
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

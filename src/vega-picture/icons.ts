/** The icons of a picture's buttons, in JupyterLab's own line weight and colours. */
import { LabIcon } from '@jupyterlab/ui-components';

/** Four arrows to the corners. */
export const fitIcon = new LabIcon({
  name: 'jupyterlab-omnisci:fit',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">
    <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>
    <path d="M4.500 4.500l5 5M19.500 4.500l-5 5M19.500 19.500l-5-5M4.500 19.500l5-5"/>
  </g>
</svg>`
});

/** A frame within a frame: from a part back to the whole. */
export const wholeIcon = new LabIcon({
  name: 'jupyterlab-omnisci:whole-picture',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" style="fill: none" stroke="#616161" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">
    <circle cx="11" cy="11" r="6.500"/>
    <path d="M16 16l4.500 4.500M8 11h6"/>
  </g>
</svg>`
});

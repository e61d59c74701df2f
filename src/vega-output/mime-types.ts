/** The first is what `jupyterlab_omnisci/magics/vega.py` and the extension of 2020 write. */
export const MIME_TYPES = [
  'application/vnd.omnisci.vega+json',
  'application/vnd.heavyai.vega+json',
  'application/vnd.mapd.vega+json'
];

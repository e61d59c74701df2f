/** The type of an output with the rows of a query; `jupyterlab_omnisci/magics/grid.py` writes it. */
export const MIME_TYPE = 'application/vnd.omnisci.result+json';

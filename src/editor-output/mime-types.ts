/** The types of outputs with a SQL editor. */

/** The first is what `jupyterlab_omnisci/magics/sql_editor.py` and the extension of 2020 write. */
export const MIME_TYPES = [
  'application/vnd.omnisci.sqleditor+json',
  'application/vnd.heavyai.sqleditor+json'
];

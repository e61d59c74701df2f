/** By which JupyterLab finds the language of a text: colours, comments, brackets. */
export const SQL_MIME_TYPE = 'text/x-sql';

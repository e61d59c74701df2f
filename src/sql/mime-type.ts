/** JupyterLab finds the language of a text by it: colours, comments, brackets. */
export const SQL_MIME_TYPE = 'text/x-sql';

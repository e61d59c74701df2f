/** The id of every command that this extension adds. */
export const CommandIDs = {
  newSqlEditor: 'omnisci:new-sql-editor',
  restoreSqlEditor: 'omnisci:restore-sql-editor',
  restoreSqlFile: 'omnisci:restore-sql-file',
  runQuery: 'omnisci:run-query',
  runStatement: 'omnisci:run-statement',
  runAll: 'omnisci:run-all',
  cancelQuery: 'omnisci:cancel-query',
  undo: 'omnisci:undo',
  redo: 'omnisci:redo',
  toggleLineNumbers: 'omnisci:toggle-line-numbers',
  toggleLineWrap: 'omnisci:toggle-line-wrap',
  toggleMatchBrackets: 'omnisci:toggle-match-brackets',
  goToLine: 'omnisci:go-to-line',
  saveSqlFile: 'omnisci:save-sql-file',
  renameSqlEditor: 'omnisci:rename-sql-editor',
  reopenSqlEditor: 'omnisci:reopen-sql-editor',
  createNotebook: 'omnisci:create-notebook',
  createWorkspace: 'omnisci:create-workspace',
  handOver: 'omnisci:hand-over',
  putLayoutAside: 'omnisci:put-layout-aside',
  restoreLayout: 'omnisci:restore-layout',
  retryConnection: 'omnisci:retry-connection',
  check: 'omnisci:check',
  signIn: 'omnisci:sign-in',
  signOut: 'omnisci:sign-out',
  setConnection: 'omnisci:set-connection',
  setEnvironment: 'omnisci:set-environment',

  formatSql: 'omnisci:format-sql',

  renderVega: 'omnisci:render-vega',
  cancelVega: 'omnisci:cancel-vega',
  saveVegaPng: 'omnisci:save-vega-png',
  restoreVegaFile: 'omnisci:restore-vega-file',
  undoVega: 'omnisci:undo-vega',
  redoVega: 'omnisci:redo-vega',

  showHistory: 'omnisci:show-history',
  clearHistory: 'omnisci:clear-history',

  insertDataframe: 'omnisci:insert-dataframe',

  chartResult: 'omnisci:chart-result',

  showSchema: 'omnisci:show-schema',
  refreshSchema: 'omnisci:refresh-schema',
  insertSchemaName: 'omnisci:insert-schema-name',
  previewSchemaRows: 'omnisci:preview-schema-rows',
  countSchemaRows: 'omnisci:count-schema-rows',
  copySchemaCreate: 'omnisci:copy-schema-create',

  exportResult: 'omnisci:export-result',

  invokeCompletion: 'omnisci:invoke-completion',
  selectCompletion: 'omnisci:select-completion',

  copyCells: 'omnisci:copy-cells',
  copyCellsWithHeaders: 'omnisci:copy-cells-with-headers',
  copyCellsAsMarkdown: 'omnisci:copy-cells-as-markdown',
  copyCellsAsCsv: 'omnisci:copy-cells-as-csv'
} as const;

/** Where the palette and the launcher show them. */
export const CATEGORY = 'OmniSci';

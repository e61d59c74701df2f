/**
 * Which room may import which: `npm run check:boundaries` holds what docs/architecture.md draws.
 * Imports of types count too, except where a rule says otherwise.
 */

/** Rooms of `src/` that are one feature each: they meet through the tokens in `src/tokens/`. */
const FEATURES =
  'chart|completion|connection-menu|connections|context-menu|drafts|editor-output|editor-view|export|format|handover|history|immerse|notebook|page|result-output|running|schema|search|sign-in|sql-editor-extension|vega-output|vega-viewer';
/** Rooms of `src/` that are layers, and the rooms that stand on each. */
const LAYERS = {
  grid: 'result-view|result-output',
  run: 'result-view|sql-editor',
  'result-view': 'sql-editor|sql-editor-extension|vega-picture',
  'sql-editor': 'sql-files|untitled-editors|sql-editor-extension',
  'sql-files': 'untitled-editors|sql-editor-extension',
  'untitled-editors': 'sql-editor-extension',
  'text-result': 'result-view',
  'vega-picture': 'vega-output|vega-viewer',
  servers: 'connections|connection-menu|sign-in|sql-editor-extension'
};
const atRunTime = { dependencyTypesNot: ['type-only'] };

const rule = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from,
  to
});

export default {
  forbidden: [
    rule(
      'no-circle',
      'Two files that need each other are one.',
      {},
      {
        circular: true
      }
    ),
    {
      ...rule('no-circle-of-rooms', 'Two rooms that need each other are one.'),
      scope: 'folder',
      from: {},
      to: { circular: true }
    },
    rule(
      'features-meet-through-tokens',
      'A feature is wired by src/index.ts, and known to no other.',
      { path: '^src/([^/]+)/', pathNot: '^src/index\\.ts$' },
      { path: `^src/(${FEATURES})/`, pathNot: '^src/$1/' }
    ),
    ...Object.entries(LAYERS).map(([room, above]) =>
      rule(
        `${room}-is-a-layer`,
        `Only what stands on src/${room}/ knows it.`,
        { path: '^src/', pathNot: `^src/(index\\.ts$|(${room}|${above})/)` },
        { path: `^src/${room}/` }
      )
    ),
    rule(
      'browser-has-no-node',
      'The browser has no Node.',
      { path: '^src/' },
      { dependencyTypes: ['core'] }
    ),
    rule(
      'browser-shares-types-only',
      'The browser shares the types of the contract with the sidecar, and nothing else.',
      { path: '^src/' },
      { path: '^server/', pathNot: '^server/protocol\\.ts$' }
    ),
    rule(
      'contract-is-types',
      'The contract costs the browser nothing.',
      { path: '^src/' },
      { path: '^server/', ...atRunTime }
    ),
    rule(
      'sidecar-shares-sql-and-vega-only',
      'Both sides read SQL and Vega in the same way; the sidecar knows nothing else of the browser.',
      { path: '^server/' },
      { path: '^src/', pathNot: '^src/(sql|vega)/' }
    ),
    rule(
      'work-has-no-view',
      'What runs, reads and counts is tried without a browser.',
      { path: '^src/(run|sql|table|sidecar|vega)/' },
      {
        path: '@jupyterlab/(?!coreutils|services)|@lumino/widgets|react|^src/(grid|result-view|sql-editor)/',
        ...atRunTime
      }
    ),
    rule(
      'errors-import-nothing',
      'Errors are the ground: everything stands on them.',
      { path: '^server/errors/' },
      { pathNot: '^server/(errors/|protocol\\.ts$)' }
    ),
    rule(
      'thrift-knows-formats-only',
      'What bytes mean does not depend on how they come.',
      { path: '^server/thrift/' },
      { path: '^server/', pathNot: '^server/(thrift/|protocol\\.ts$)' }
    ),
    rule(
      'transport-knows-no-calls',
      'How bytes come does not depend on what is called.',
      { path: '^server/transport/' },
      { path: '^server/(database|queries|schema|session|routes|http)/' }
    ),
    rule(
      'work-knows-no-http',
      'Only the roof knows Express and routes.',
      {
        path: '^server/(errors|thrift|transport|database|arrow|queries|schema|secrets|files|credentials|session|connections|admission|servers|settings|renders|vega-lite)/'
      },
      { path: 'node_modules/express|^server/(http|routes)/' }
    )
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'server/thrift/generated' }
  }
};

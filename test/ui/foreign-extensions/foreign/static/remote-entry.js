/** The container that webpack's module federation makes of an extension, written by hand. */
let shared;

const plugin = ({ ISqlEditors }) => ({
  id: 'foreign:count',
  autoStart: true,
  requires: [ISqlEditors],
  activate: ({ commands }, editors) => {
    commands.addCommand('foreign:count', {
      label: 'Count',
      isEnabled: () => Boolean(editors.current?.grid),
      execute: () => {
        const { tabs, grid } = editors.current;
        globalThis.document.body.dataset.foreign = JSON.stringify({
          tabs: tabs.items.map(({ sql }) => sql),
          current: tabs.items.indexOf(tabs.current),
          firstCell: grid.rows.text(0, 0),
          rowCount: tabs.current.result.table.rowCount,
          selection: grid.selection
        });
        tabs.select(tabs.items[1]);
      }
    });
    editors.currentChanged.connect(() =>
      commands.notifyCommandChanged('foreign:count')
    );
  }
});

globalThis._JUPYTERLAB ??= {};
globalThis._JUPYTERLAB.foreign = {
  init: scope => {
    shared = scope;
  },
  get: async () => {
    const [version] = Object.values(shared['jupyterlab-omnisci']);
    const factory = await version.get();
    return () => ({ __esModule: true, default: plugin(factory()) });
  }
};

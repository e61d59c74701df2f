/** Opens files in editors of this extension, and again after a reload, on the same connections. */
import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { WidgetTracker } from '@jupyterlab/apputils';
import type { LabIcon } from '@jupyterlab/ui-components';
import type { ConnectionKey } from '../../server/protocol';
import type { IConnection } from '../tokens';
import { CodeFileFactory, type CodeFileWidget } from './code-file';

export type CodeFileTracker = WidgetTracker<CodeFileWidget>;

/** What the workspace file keeps of an editor, in plain text on disk. */
type SavedFile = { path: string; connection?: ConnectionKey };

export type FillOptions = {
  /** Its connection before a reload; `null` for the default one. */
  key: ConnectionKey | null;
  /** Call it with its connection, and again with each other one. */
  connected: (connection: IConnection) => void;
};

export type CodeFilesOptions = {
  /** What "Open With" calls the editor. */
  name: string;
  label: string;
  /** The names of its file types; the first one opens in it by default. */
  fileTypes: string[];
  icon: LabIcon;
  /** Of the saved layout. */
  namespace: string;
  /** The ID of the command that opens a file after a reload, and its label. */
  restore: { id: string; label: string };
  restorer: ILayoutRestorer | null;
  /** Fills a widget with its editor. */
  fill: (widget: CodeFileWidget, options: FillOptions) => Promise<void>;
};

export function addCodeFiles(
  { docRegistry, commands }: JupyterFrontEnd,
  options: CodeFilesOptions
): CodeFileTracker {
  const { name, label, fileTypes, icon, restore, restorer } = options;
  const factory = new CodeFileFactory(
    {
      ...{ name, label, fileTypes },
      modelName: 'text',
      defaultFor: fileTypes.slice(0, 1)
    },
    docRegistry
  );
  const tracker: CodeFileTracker = new WidgetTracker({
    namespace: options.namespace
  });
  /** What the files of paths were connected to before a reload, until they are open. */
  const restored = new Map<string, ConnectionKey>();
  const keys = new WeakMap<CodeFileWidget, ConnectionKey>();
  factory.widgetCreated.connect((_, widget) => {
    const { context, title } = widget;
    const { path } = context;
    const save = (): void => void tracker.save(widget);
    const key = restored.get(path) ?? null;
    restored.delete(path);
    if (key !== null) {
      keys.set(widget, key);
    }
    title.icon = icon;
    context.pathChanged.connect(save);
    void tracker.add(widget);
    void options.fill(widget, {
      key,
      connected: connection => {
        keys.set(widget, connection.key);
        save();
      }
    });
  });
  docRegistry.addWidgetFactory(factory);
  commands.addCommand(restore.id, {
    label: restore.label,
    isVisible: () => false,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          path: { type: 'string' },
          connection: { type: 'string' }
        },
        required: ['path']
      }
    },
    execute: args => {
      const { path, connection } = args as SavedFile;
      if (connection !== undefined) {
        restored.set(path, connection);
      }
      return commands.execute('docmanager:open', { path, factory: name });
    }
  });
  void restorer?.restore(tracker, {
    command: restore.id,
    args: (widget): SavedFile => {
      const connection = keys.get(widget);
      return {
        path: widget.context.path,
        ...(connection !== undefined && { connection })
      };
    },
    name: ({ context }) => context.path
  });
  return tracker;
}

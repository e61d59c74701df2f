/** Makes a notebook whose file has its first cell before it is opened, and leaves it untouched. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ServiceManager } from '@jupyterlab/services';
import type { CommandRegistry } from '@lumino/commands';
import { UUID } from '@lumino/coreutils';

export type CreateNotebookContext = {
  commands: Pick<CommandRegistry, 'execute'>;
  serviceManager: Pick<ServiceManager.IManager, 'contents' | 'kernelspecs'>;
  /** The folder it is made in, as the contents API writes it. */
  cwd: string;
  leftOf: string | null;
  /** The text of the first cell. */
  source: Promise<string>;
};

/** The longest a new notebook waits for its kernel before it is left as it is. */
const KERNEL_WAIT_MS = 60_000;

/**
 * Opens an untitled notebook on a Python kernel where there is one. Rejects where the server
 * refuses to create the file.
 */
export async function openUntitledNotebook(
  context: CreateNotebookContext
): Promise<NotebookPanel> {
  const { commands, serviceManager, cwd, leftOf } = context;
  const { contents } = serviceManager;
  const [file, kernelName, source] = await Promise.all([
    contents.newUntitled({ path: cwd, type: 'notebook' }),
    pythonKernelName(serviceManager),
    context.source
  ]);
  // Before it is opened: a reload would find what was typed into it gone, were it not saved yet.
  await contents.save(file.path, {
    type: 'notebook',
    format: 'json',
    content: notebookWith(source)
  });
  const panel = (await commands.execute('docmanager:open', {
    path: file.path,
    factory: 'Notebook',
    kernelPreference: kernelName
      ? { name: kernelName }
      : { autoStartDefault: true },
    // Beside something else it is seen without taking the focus away from there.
    options:
      leftOf === null
        ? {}
        : { ref: leftOf, mode: 'split-left', activate: false }
  })) as NotebookPanel;
  // The first save asks for a name, as it does for a notebook from the launcher.
  Object.assign(panel, { isUntitled: true });
  await panel.context.ready;
  return panel;
}

/** As nbformat 4.5 has it: https://nbformat.readthedocs.io/en/latest/format_description.html */
const notebookWith = (source: string): object => ({
  cells: [
    {
      cell_type: 'code',
      id: UUID.uuid4(),
      metadata: {},
      execution_count: null,
      outputs: [],
      source
    }
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5
});

/**
 * Saves when the kernel has written its name into the metadata, so that closing the untouched
 * notebook asks nothing; not if the user has begun to work.
 */
export async function saveUntouched(panel: NotebookPanel): Promise<void> {
  const { context, sessionContext } = panel;
  const written = sourceOf(panel);
  await Promise.race([
    sessionContext.ready.then(() => sessionContext.session?.kernel?.info),
    new Promise(resolve => window.setTimeout(resolve, KERNEL_WAIT_MS))
  ]);
  await new Promise(requestAnimationFrame);
  if (!panel.isDisposed && context.model.dirty && sourceOf(panel) === written) {
    await context.save();
  }
}

const sourceOf = (panel: NotebookPanel): string =>
  panel.content.model?.sharedModel.cells
    .map(cell => cell.getSource())
    .join('\n') ?? '';

/** The name of the kernel to start, or `null` to leave the choice to JupyterLab. */
async function pythonKernelName({
  kernelspecs
}: CreateNotebookContext['serviceManager']): Promise<string | null> {
  await kernelspecs.ready;
  const specs = kernelspecs.specs?.kernelspecs ?? {};
  if (specs['python3']) {
    return 'python3';
  }
  const python = Object.values(specs).find(
    spec => spec?.language.toLowerCase() === 'python'
  );
  return python?.name ?? null;
}

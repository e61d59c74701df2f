/** Makes a notebook, writes the first cell, and leaves it saved and untouched. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ServiceManager } from '@jupyterlab/services';
import type { CommandRegistry } from '@lumino/commands';

export type CreateNotebookContext = {
  commands: CommandRegistry;
  serviceManager: ServiceManager.IManager;
  /** The folder it is made in, as the contents API writes it. */
  cwd: string;
  leftOf: string | null;
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
  const [file, kernelName] = await Promise.all([
    serviceManager.contents.newUntitled({ path: cwd, type: 'notebook' }),
    pythonKernelName(serviceManager)
  ]);
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

/** Writes into the empty first cell, or, were it not empty, into a new one above it. */
export function writeFirstCell(panel: NotebookPanel, source: string): void {
  const { sharedModel } = panel.content.model ?? {};
  if (!sharedModel) {
    return;
  }
  const first = sharedModel.cells[0];
  if (sharedModel.cells.length === 1 && first?.getSource() === '') {
    first.setSource(source);
  } else {
    sharedModel.insertCell(0, {
      cell_type: 'code',
      source,
      metadata: { trusted: true }
    });
  }
}

/**
 * Saves, so that closing the untouched notebook asks nothing; and once more when the kernel has
 * written its name into the metadata, unless the user has begun to work.
 */
export async function saveUntouched(panel: NotebookPanel): Promise<void> {
  const { context, sessionContext } = panel;
  const written = sourceOf(panel);
  await context.save();
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
}: ServiceManager.IManager): Promise<string | null> {
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

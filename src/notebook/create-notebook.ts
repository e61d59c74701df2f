/** Creates a notebook with its first cell already in its file, and without unsaved changes. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { KernelSpec, ServiceManager } from '@jupyterlab/services';
import type { CommandRegistry } from '@lumino/commands';
import { UUID } from '@lumino/coreutils';
import { within } from '../lifetime/within';
import type { INotebookClaims } from './notebook-claims';
import type { UntouchedNotebooks } from './untouched-notebooks';

export type CreateNotebookContext = {
  commands: Pick<CommandRegistry, 'execute'>;
  serviceManager: Pick<ServiceManager.IManager, 'contents' | 'kernelspecs'>;
  /** Its folder, as in the contents API. */
  cwd: string;
  leftOf: string | null;
  /** The text of the first cell. */
  source: Promise<string>;
  /** The texts of the cells after it. */
  more: readonly string[];
  /** Whether the application opens it on a page of its own, which starts the kernel itself. */
  opensOwnPage: boolean;
  /** Leaves the notebooks of other pages alone. */
  claims: Pick<INotebookClaims, 'claim' | 'release'>;
  /** Finds a notebook to reopen instead of a new one, and remembers a new one. */
  untouched?: Pick<
    UntouchedNotebooks,
    'paths' | 'read' | 'rewrite' | 'remember'
  >;
};

type Kernel = KernelSpec.ISpecModel;

/** How long a new notebook waits for its kernel at most. */
const KERNEL_WAIT_MS = 60_000;

/**
 * Opens an untitled notebook, on a Python kernel if there is one. Returns `null` if it opens on a
 * page of its own. Rejects if the server refuses to create the file.
 */
export async function openUntitledNotebook(
  context: CreateNotebookContext
): Promise<NotebookPanel | null> {
  const { commands, serviceManager, leftOf, opensOwnPage } = context;
  const kernel = pythonKernel(serviceManager);
  const [path, kernelName] = await Promise.all([
    pathOfNotebook(context, kernel),
    kernel.then(spec => spec?.name)
  ]);
  const panel = (await commands.execute('docmanager:open', {
    path,
    factory: 'Notebook',
    kernelPreference: opensOwnPage
      ? { shouldStart: false }
      : kernelName
        ? { name: kernelName }
        : { autoStartDefault: true },
    // Beside another widget, it appears without taking the focus.
    options:
      leftOf === null
        ? {}
        : { ref: leftOf, mode: 'split-left', activate: false }
  })) as NotebookPanel;
  if (opensOwnPage) {
    return null;
  }
  // The first save asks for a name, as for a notebook from the launcher.
  Object.assign(panel, { isUntitled: true });
  await panel.context.ready;
  return panel;
}

/** An earlier untouched notebook, or a new one; both have the cell. */
async function pathOfNotebook(
  context: CreateNotebookContext,
  kernel: Promise<Kernel | null>
): Promise<string> {
  const { serviceManager, cwd, claims, untouched } = context;
  const { contents } = serviceManager;
  const found = await takeUntouched(context);
  if (found !== null) {
    return found;
  }
  const [{ path }, source, spec] = await Promise.all([
    contents.newUntitled({ path: cwd, type: 'notebook' }),
    context.source,
    kernel
  ]);
  // Before another page can know of it.
  await claims.claim(path);
  untouched?.remember(path, source);
  // Saved before it is opened: a reload would otherwise lose what the user types.
  await contents.save(path, {
    type: 'notebook',
    format: 'json',
    content: notebookWith([source, ...context.more], spec)
  });
  return path;
}

/** Keeps its kernel, if it has one. */
async function takeUntouched({
  cwd,
  claims,
  untouched,
  source
}: CreateNotebookContext): Promise<string | null> {
  const paths = untouched?.paths().filter(path => folderOf(path) === cwd) ?? [];
  for (const path of paths) {
    if (!(await claims.claim(path))) {
      continue;
    }
    const found = await untouched?.read(path);
    if (!found) {
      claims.release(path);
      continue;
    }
    const wanted = await source;
    if (found.source !== wanted) {
      await untouched?.rewrite(path, wanted);
    }
    return path;
  }
  return null;
}

const folderOf = (path: string): string =>
  path.slice(0, Math.max(0, path.lastIndexOf('/')));

/**
 * According to nbformat 4.5: https://nbformat.readthedocs.io/en/latest/format_description.html.
 * Without its kernel, a notebook that is reloaded before its first save would ask for one.
 */
const notebookWith = (
  sources: readonly string[],
  kernel: Kernel | null
): object => ({
  cells: sources.map(source => ({
    cell_type: 'code',
    id: UUID.uuid4(),
    metadata: {},
    execution_count: null,
    outputs: [],
    source
  })),
  metadata: kernel
    ? {
        kernelspec: {
          display_name: kernel.display_name,
          language: kernel.language,
          name: kernel.name
        }
      }
    : {},
  nbformat: 4,
  nbformat_minor: 5
});

/**
 * Saves when the kernel has written its name into the metadata, so that closing the untouched
 * notebook needs no question. Does not save if the user has begun to work.
 */
export async function saveUntouched(panel: NotebookPanel): Promise<void> {
  const { context, sessionContext } = panel;
  const written = sourceOf(panel);
  await within(
    sessionContext.ready.then(() => sessionContext.session?.kernel?.info),
    KERNEL_WAIT_MS
  );
  await new Promise(requestAnimationFrame);
  if (!panel.isDisposed && context.model.dirty && sourceOf(panel) === written) {
    await context.save();
  }
}

const sourceOf = (panel: NotebookPanel): string =>
  panel.content.model?.sharedModel.cells
    .map(cell => cell.getSource())
    .join('\n') ?? '';

/** The kernel to start, or `null` to let JupyterLab choose. */
async function pythonKernel({
  kernelspecs
}: CreateNotebookContext['serviceManager']): Promise<Kernel | null> {
  await kernelspecs.ready;
  const specs = kernelspecs.specs?.kernelspecs ?? {};
  return (
    specs['python3'] ??
    Object.values(specs).find(
      spec => spec?.language.toLowerCase() === 'python'
    ) ??
    null
  );
}

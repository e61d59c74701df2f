/** Ties the parts of a plugin to the application's shell. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDisposable } from '@lumino/disposable';

/** Disposes of `parts` when the shell is disposed of. */
export function endWith(
  shell: Pick<JupyterFrontEnd.IShell, 'disposed'>,
  ...parts: IDisposable[]
): void {
  shell.disposed.connect(() => parts.forEach(part => part.dispose()));
}

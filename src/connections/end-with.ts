/** Whoever makes a watch ends it, too: with the shell of the application that it watches for. */
import type { JupyterFrontEnd } from '@jupyterlab/application';

/** Disposes of `parts` when the shell is disposed of. */
export function endWith(
  shell: Pick<JupyterFrontEnd.IShell, 'disposed'>,
  ...parts: { dispose(): void }[]
): void {
  shell.disposed.connect(() => parts.forEach(part => part.dispose()));
}

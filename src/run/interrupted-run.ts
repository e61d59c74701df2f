/**
 * Remembers across a reload which statements of an editor were running, so that the editor can say
 * so and the user can run them again. Stored for one browser tab, without secrets.
 */
import type { InterruptedStatement, SqlEditorModel } from './model';

const PREFIX = 'jupyterlab-omnisci:interrupted:';

type Interruptible = Pick<SqlEditorModel, 'execution' | 'interrupt'>;

/**
 * Saves the running statements whenever the page is left, and gives the model those that the last
 * reload interrupted.
 *
 * @param key - stable across reloads: a file's path, or the ID of an editor without a file.
 * @returns a function that stops this.
 */
export function carryOverReload(
  model: Interruptible,
  key: () => string
): () => void {
  const keep = (): void => {
    const left = model.execution?.left ?? [];
    if (left.length > 0) {
      const statements = left.map(({ sqlToKeep, range }) => ({
        text: sqlToKeep,
        range
      }));
      try {
        sessionStorage.setItem(PREFIX + key(), JSON.stringify(statements));
      } catch {
        // The browser stores nothing, or no text of that size. Then nothing is shown.
      }
    }
  };
  window.addEventListener('pagehide', keep);
  const interrupted = take(PREFIX + key());
  if (interrupted.length > 0) {
    model.interrupt(interrupted);
  }
  return () => window.removeEventListener('pagehide', keep);
}

function take(item: string): readonly InterruptedStatement[] {
  try {
    const kept = sessionStorage.getItem(item);
    sessionStorage.removeItem(item);
    return JSON.parse(kept ?? '[]') as InterruptedStatement[];
  } catch {
    return [];
  }
}

/**
 * Carries over a reload what an editor had under way, so that it can say so and run it again at its
 * user's wish. Kept for one browser tab, without secrets.
 */
import { maskSecrets } from '../sql/secrets/mask-secrets';
import type { SqlStatement } from '../sql/statements';
import type { SqlEditorModel } from './model';

const PREFIX = 'jupyterlab-omnisci:interrupted:';

type Interruptible = Pick<SqlEditorModel, 'execution' | 'interrupt'>;

/**
 * Keeps what is under way whenever the page goes, and tells the model what was when it went last.
 *
 * @param key - stays the same across reloads: a file's path, or the ID of an editor without one.
 * @returns what ends this.
 */
export function carryOverReload(
  model: Interruptible,
  key: () => string
): () => void {
  const keep = (): void => {
    const left = model.execution?.left ?? [];
    if (left.length > 0) {
      const statements = left.map(({ sql, range }) => ({
        text: maskSecrets(sql).sql,
        range
      }));
      try {
        sessionStorage.setItem(PREFIX + key(), JSON.stringify(statements));
      } catch {
        // The browser keeps nothing, or no text of that size: then nothing is said.
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

function take(item: string): readonly SqlStatement[] {
  try {
    const kept = sessionStorage.getItem(item);
    sessionStorage.removeItem(item);
    return JSON.parse(kept ?? '[]') as SqlStatement[];
  } catch {
    return [];
  }
}

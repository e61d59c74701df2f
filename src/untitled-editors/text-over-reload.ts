/**
 * Carries the text of an editor over a reload that comes before JupyterLab has saved the workspace,
 * which it does about a second after the last change. Knows nothing of secrets.
 */

const keyOf = (uid: string): string => `jupyterlab-omnisci:text:${uid}`;

/**
 * Keeps the text whenever the page goes.
 *
 * @returns what ends this, and forgets the text: for the editor that is closed.
 */
export function keepTextOverReload(
  uid: string,
  text: () => string
): () => void {
  const keep = (): void => {
    try {
      sessionStorage.setItem(keyOf(uid), text());
    } catch {
      // The browser keeps nothing, or no text of that size: the workspace has it, a second older.
    }
  };
  window.addEventListener('pagehide', keep);
  return () => {
    window.removeEventListener('pagehide', keep);
    textBeforeReload(uid);
  };
}

/** Takes the text with which the page went; `null` where this tab of the browser has none. */
export function textBeforeReload(uid: string): string | null {
  try {
    const text = sessionStorage.getItem(keyOf(uid));
    sessionStorage.removeItem(keyOf(uid));
    return text;
  } catch {
    return null;
  }
}

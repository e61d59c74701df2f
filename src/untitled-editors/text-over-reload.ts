/**
 * Carries the text of an editor over a reload that happens before JupyterLab saves the workspace,
 * about a second after the last change. Does not know about secrets.
 */

const keyOf = (uid: string): string => `jupyterlab-omnisci:text:${uid}`;

/**
 * Saves the text whenever the page is left.
 *
 * @returns a function that stops this and deletes the text, for a closed editor.
 */
export function keepTextOverReload(
  uid: string,
  text: () => string
): () => void {
  const keep = (): void => {
    try {
      sessionStorage.setItem(keyOf(uid), text());
    } catch {
      // The browser stores nothing, or no text of that size: the workspace has it, a second older.
    }
  };
  window.addEventListener('pagehide', keep);
  return () => {
    window.removeEventListener('pagehide', keep);
    textBeforeReload(uid);
  };
}

/** Takes the text that was saved when the page was left; `null` if this browser tab has none. */
export function textBeforeReload(uid: string): string | null {
  try {
    const text = sessionStorage.getItem(keyOf(uid));
    sessionStorage.removeItem(keyOf(uid));
    return text;
  } catch {
    return null;
  }
}

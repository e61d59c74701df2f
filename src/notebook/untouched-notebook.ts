/**
 * Remembers the notebook that a link made last, so that the next link takes it again for as long as
 * nobody has touched it, and links pile nothing up. Keeps its place and a digest, in this browser.
 */
import type { Contents } from '@jupyterlab/services';

export type UntouchedNotebookOptions = {
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Several servers may share an origin, and with it the storage. */
  baseUrl: string;
  contents: Pick<Contents.IManager, 'get'>;
};

type Remembered = { path: string; digest: number };
type Cell = {
  source: string | string[];
  execution_count?: number | null;
  outputs?: unknown[];
};

export class UntouchedNotebook {
  constructor(private readonly _options: UntouchedNotebookOptions) {}

  /** The path of a notebook in this folder whose only cell is still this one; else `null`. */
  async find(folder: string, source: string): Promise<string | null> {
    const found = await this.read();
    return found?.source === source && folderOf(found.path) === folder
      ? found.path
      : null;
  }

  /** The notebook and its cell, as long as its file is as it was made; else `null`. */
  async read(): Promise<{ path: string; source: string } | null> {
    const remembered = this._remembered();
    if (!remembered) {
      return null;
    }
    const { path } = remembered;
    const model = await this._options.contents
      .get(path, { type: 'notebook', content: true })
      .catch(() => null);
    const [cell, ...others] =
      (model?.content as { cells?: Cell[] } | null)?.cells ?? [];
    if (!cell || others.length > 0) {
      return null;
    }
    const source = [cell.source].flat().join('');
    const { execution_count = null, outputs = [] } = cell;
    const wasRun = execution_count !== null || outputs.length > 0;
    return wasRun || digestOf(source) !== remembered.digest
      ? null
      : { path, source };
  }

  remember(path: string, source: string): void {
    const remembered: Remembered = { path, digest: digestOf(source) };
    this._options.storage.setItem(this._key, JSON.stringify(remembered));
  }

  private _remembered(): Remembered | null {
    try {
      const text = this._options.storage.getItem(this._key);
      return JSON.parse(text ?? 'null') as Remembered | null;
    } catch {
      return null;
    }
  }

  private get _key(): string {
    return `jupyterlab-omnisci:untouched-notebook:${this._options.baseUrl}`;
  }
}

const folderOf = (path: string): string =>
  path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** FNV-1a: tells an edit from none. No secret hangs on it, and plain http has no better one. */
function digestOf(text: string): number {
  let digest = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    digest = Math.imul(digest ^ text.charCodeAt(at), 0x01000193);
  }
  return digest >>> 0;
}

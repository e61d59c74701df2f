/**
 * Remembers the notebooks that links created, so that a later link reuses one that nobody has
 * touched, and notebooks do not pile up. Stores paths and digests in this browser.
 */
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import { assignQuery } from '../cells/dataframe-cell';
import type { UntouchedNotebook } from '../tokens';

export type UntouchedNotebooksOptions = {
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Several servers may share an origin, and with it the storage. */
  baseUrl: string;
  contents: Pick<Contents.IManager, 'get' | 'save'>;
  /** The notebook if it is open in this page: it may be newer there than its file. */
  openPanel?: (path: string) => NotebookPanel | null;
};

/** Of nbformat 4; other fields stay unchanged. */
type Cell = {
  source: string | string[];
  execution_count?: number | null;
  outputs?: unknown[];
};
type Content = { cells?: Cell[] };

type Remembered = { path: string; digest: number };

/** Several tabs of a browser may each have an untouched one. */
const MAX_REMEMBERED = 20;

export class UntouchedNotebooks {
  constructor(private readonly _options: UntouchedNotebooksOptions) {}

  /** Candidates, newest first. */
  paths(): string[] {
    return this._remembered().map(({ path }) => path);
  }

  /** The first of these files that is untouched, or `null`. */
  async find(paths: readonly string[]): Promise<UntouchedNotebook | null> {
    const path = this.paths().find(known => paths.includes(known));
    const found = path === undefined ? null : await this.read(path);
    return (
      found && {
        path: found.path,
        holdsQuery: sql => found.source.includes(assignQuery('query', sql))
      }
    );
  }

  /** A notebook whose only cell is unchanged; otherwise `null`, and it is forgotten. */
  async read(path: string): Promise<{ path: string; source: string } | null> {
    const remembered = this._remembered().find(one => one.path === path);
    const [cell, ...others] = (await this._content(path))?.cells ?? [];
    const source = [cell?.source ?? ''].flat().join('');
    const wasRun =
      typeof cell?.execution_count === 'number' ||
      Boolean(cell?.outputs?.length);
    if (
      cell &&
      others.length === 0 &&
      !wasRun &&
      digestOf(source) === remembered?.digest
    ) {
      return { path, source };
    }
    this._write(this._remembered().filter(one => one.path !== path));
    return null;
  }

  /** Replaces the text of an untouched notebook. Rejects if its file cannot be written. */
  async rewrite(path: string, source: string): Promise<void> {
    const panel = this._options.openPanel?.(path);
    if (panel) {
      panel.model?.sharedModel.getCell(0).setSource(source);
      await panel.context.save();
    } else {
      const content = await this._content(path);
      await this._options.contents.save(path, {
        type: 'notebook',
        format: 'json',
        content: { ...content, cells: [{ ...content?.cells?.[0], source }] }
      });
    }
    this.remember(path, source);
  }

  remember(path: string, source: string): void {
    const others = this._remembered().filter(one => one.path !== path);
    this._write([{ path, digest: digestOf(source) }, ...others]);
  }

  private async _content(path: string): Promise<Content | null> {
    const { contents, openPanel } = this._options;
    const panel = openPanel?.(path);
    if (panel) {
      await panel.context.ready;
      return panel.context.model.toJSON() as Content;
    }
    const model = await contents
      .get(path, { type: 'notebook', content: true })
      .catch(() => null);
    return model?.content as Content | null;
  }

  private _remembered(): Remembered[] {
    try {
      const text = this._options.storage.getItem(this._key);
      const found: unknown = JSON.parse(text ?? '[]');
      return Array.isArray(found) ? (found as Remembered[]) : [];
    } catch {
      return [];
    }
  }

  private _write(remembered: Remembered[]): void {
    this._options.storage.setItem(
      this._key,
      JSON.stringify(remembered.slice(0, MAX_REMEMBERED))
    );
  }

  private get _key(): string {
    return `jupyterlab-omnisci:untouched-notebooks:${this._options.baseUrl}`;
  }
}

/** FNV-1a: detects an edit. No secret depends on it, and plain http offers nothing better. */
function digestOf(text: string): number {
  let digest = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    digest = Math.imul(digest ^ text.charCodeAt(at), 0x01000193);
  }
  return digest >>> 0;
}

/**
 * Writes a file piece by piece through Jupyter's contents API, in chunks like uploads of
 * JupyterLab's file browser. It has a temporary name until it is complete.
 */
import { ServerConnection, type Contents } from '@jupyterlab/services';
import { isThere } from '../files/free-name';

/** The used part of a contents manager. */
export type ContentsDrive = Pick<
  Contents.IManager,
  'get' | 'save' | 'rename' | 'delete'
>;

/** As in the file browser: a proxy that accepts its uploads accepts these. */
export const CHUNK_BYTES = 1024 * 1024;
/** A proxy that refuses this size accepts nothing useful. */
export const MIN_CHUNK_BYTES = 32 * 1024;
/** Marks the last chunk: jupyter_server, services/contents/largefilemanager.py. */
const LAST_CHUNK = -1;

/** The contents manager of this path overwrites the file with each chunk. */
export class ChunksNotTakenError extends Error {
  override name = 'ChunksNotTakenError';
}

export class PartialFile {
  /** @param options - `path`: an unused name in an existing folder. */
  constructor(options: {
    contents: ContentsDrive;
    path: string;
    mimeType: string;
  }) {
    this._contents = options.contents;
    this._path = options.path;
    this._mimeType = options.mimeType;
  }

  /** Bytes accepted so far. */
  get size(): number {
    return this._size;
  }

  /** Rejects like the contents manager, or with {@link ChunksNotTakenError}. */
  async write(bytes: Uint8Array): Promise<void> {
    this._size += bytes.byteLength;
    for (let at = 0; at < bytes.byteLength;) {
      if (this._filled >= this._chunkBytes) {
        await this._send({ isLast: false });
      }
      const piece = bytes.subarray(at, at + this._chunkBytes - this._filled);
      this._chunk.set(piece, this._filled);
      this._filled += piece.byteLength;
      at += piece.byteLength;
    }
  }

  /** Writes the rest. Rejects like {@link write}, and if the file then has another length. */
  async finish(): Promise<void> {
    const { size } = await this._send({ isLast: true });
    if (typeof size === 'number' && size !== this._size) {
      throw new Error(`${this._path}: ${size} bytes instead of ${this._size}`);
    }
  }

  async rename(path: string): Promise<void> {
    await this._contents.rename(this._path, path);
    this._isThere = false;
  }

  /** From now on {@link discard} leaves the file alone. */
  keep(): void {
    this._isKept = true;
  }

  /** Deletes what has been written; false if the file still exists. Never rejects. */
  async discard(): Promise<boolean> {
    if (!this._isThere) {
      return true;
    }
    if (this._isKept) {
      return false;
    }
    try {
      // Jupyter moves deleted files to the trash, where half a large file is useless.
      await this._contents.save(this._path, {
        type: 'file',
        format: 'text',
        content: ''
      });
      await this._contents.delete(this._path);
      this._isThere = false;
    } catch {
      this._isThere = await isThere(this._contents, this._path).catch(
        () => true
      );
    }
    return !this._isThere;
  }

  /** Sends the collected bytes, in smaller chunks if a proxy refuses larger ones. */
  private async _send({
    isLast
  }: {
    isLast: boolean;
  }): Promise<Contents.IModel> {
    for (let at = 0; ;) {
      const piece = this._chunk.subarray(
        at,
        Math.min(this._filled, at + this._chunkBytes)
      );
      const end = at + piece.byteLength;
      try {
        const model = await this._save(piece, isLast && end === this._filled);
        if (end === this._filled) {
          this._filled = 0;
          return model;
        }
        at = end;
      } catch (error) {
        if (!isTooLarge(error) || piece.byteLength <= MIN_CHUNK_BYTES) {
          throw error;
        }
        this._chunkBytes = Math.max(
          MIN_CHUNK_BYTES,
          Math.ceil(piece.byteLength / 2)
        );
      }
    }
  }

  private async _save(
    bytes: Uint8Array,
    isLast: boolean
  ): Promise<Contents.IModel> {
    // Not every contents manager accepts chunks, so a small file is sent whole.
    const isWhole = isLast && this._chunks === 0;
    const chunk = isLast ? LAST_CHUNK : this._chunks + 1;
    this._isThere = true;
    const model = await this._contents.save(this._path, {
      type: 'file',
      format: 'base64',
      mimetype: this._mimeType,
      content: base64(bytes),
      ...(!isWhole && { chunk })
    });
    this._chunks++;
    this._sent += bytes.byteLength;
    if (this._chunks === 2) {
      await this._checkChunks(model);
    }
    return model;
  }

  /** Checked after the second chunk: a manager without chunk support has overwritten the first. */
  private async _checkChunks({ size }: Contents.IModel): Promise<void> {
    const there =
      typeof size === 'number' ? size : await this._lengthOfContent();
    if (there !== this._sent) {
      throw new ChunksNotTakenError(
        `${this._path}: ${there} bytes after two chunks of ${this._sent}`
      );
    }
  }

  /** For managers that report no size. */
  private async _lengthOfContent(): Promise<number> {
    const model = await this._contents.get(this._path, {
      type: 'file',
      format: 'base64',
      content: true
    });
    return atob(String(model.content)).length;
  }

  private readonly _contents: ContentsDrive;
  private readonly _path: string;
  private readonly _mimeType: string;
  private readonly _chunk = new Uint8Array(CHUNK_BYTES);
  private _chunkBytes = CHUNK_BYTES;
  private _filled = 0;
  private _chunks = 0;
  private _sent = 0;
  private _size = 0;
  private _isThere = false;
  private _isKept = false;
}

/**
 * A proxy's answer to a body beyond its limit; nginx's is 1 MiB, and base64 turns three bytes into
 * four.
 */
const isTooLarge = (error: unknown): boolean =>
  error instanceof ServerConnection.ResponseError &&
  error.response.status === 413;
function base64(bytes: Uint8Array): string {
  const step = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += step) {
    binary += String.fromCharCode(...bytes.subarray(at, at + step));
  }
  return btoa(binary);
}

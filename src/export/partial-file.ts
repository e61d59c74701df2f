/**
 * A file that is written piece by piece through Jupyter's contents API, in the chunks that
 * JupyterLab's file browser uploads in, under a name of its own until it is whole.
 */
import { ServerConnection, type Contents } from '@jupyterlab/services';

/** What of a contents manager is needed. */
export type ContentsDrive = Pick<
  Contents.IManager,
  'get' | 'save' | 'rename' | 'delete'
>;

/** As the file browser's: what lets uploads through on the way to Jupyter lets these through. */
export const CHUNK_BYTES = 1024 * 1024;
/** A proxy that does not let this through lets nothing through that is of use. */
export const MIN_CHUNK_BYTES = 32 * 1024;
/** Marks the last chunk: jupyter_server, services/contents/largefilemanager.py. */
const LAST_CHUNK = -1;

/** The contents manager of this path overwrites a file with each of its chunks. */
export class ChunksNotTakenError extends Error {
  override name = 'ChunksNotTakenError';
}

export class PartialFile {
  /** @param options - `path`: a name that nothing else has; its folder must be there. */
  constructor(options: {
    contents: ContentsDrive;
    path: string;
    mimeType: string;
  }) {
    this._contents = options.contents;
    this._path = options.path;
    this._mimeType = options.mimeType;
  }

  /** Bytes taken so far. */
  get size(): number {
    return this._size;
  }

  /** Rejects with what the contents manager rejects with, or {@link ChunksNotTakenError}. */
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

  /** Writes what is left; rejects as {@link write}, and where the file has then another length. */
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

  /** Removes what has been written, if anything was; false where it is still there. Never rejects. */
  async discard(): Promise<boolean> {
    if (!this._isThere) {
      return true;
    }
    if (this._isKept) {
      return false;
    }
    try {
      // Jupyter moves what is deleted to the trash, where nobody wants half a large file.
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

  /** Sends what has been collected, in smaller chunks where a proxy refuses larger ones. */
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
    // Not every contents manager takes chunks, so a small file goes without.
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

  /** After the second: who knows no chunks has now a file of that one alone. */
  private async _checkChunks({ size }: Contents.IModel): Promise<void> {
    const there =
      typeof size === 'number' ? size : await this._lengthOfContent();
    if (there !== this._sent) {
      throw new ChunksNotTakenError(
        `${this._path}: ${there} bytes after two chunks of ${this._sent}`
      );
    }
  }

  /** For managers that tell no size. */
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

/** A proxy's answer to a body beyond its limit; nginx's is 1 MiB, and base64 makes four bytes of three. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof ServerConnection.ResponseError &&
  error.response.status === 413;
/** True where there is a file or folder of that path. */
export async function isThere(
  contents: Pick<ContentsDrive, 'get'>,
  path: string
): Promise<boolean> {
  try {
    await contents.get(path, { content: false });
    return true;
  } catch (error) {
    if (error instanceof ServerConnection.ResponseError) {
      return error.response.status !== 404;
    }
    throw error;
  }
}

function base64(bytes: Uint8Array): string {
  const step = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += step) {
    binary += String.fromCharCode(...bytes.subarray(at, at + step));
  }
  return btoa(binary);
}

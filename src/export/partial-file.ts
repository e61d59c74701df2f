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
/** Marks the last chunk: jupyter_server, services/contents/largefilemanager.py. */
const LAST_CHUNK = -1;

export class PartialFile {
  /** @param options - `path`: a name that nothing else has; its folder must be there. */
  constructor(options: { contents: ContentsDrive; path: string }) {
    this._contents = options.contents;
    this._path = options.path;
  }

  /** Bytes taken so far. */
  get size(): number {
    return this._size;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this._size += bytes.byteLength;
    for (let at = 0; at < bytes.byteLength;) {
      if (this._filled === CHUNK_BYTES) {
        this._chunks++;
        await this._send(this._chunks);
      }
      const piece = bytes.subarray(at, at + CHUNK_BYTES - this._filled);
      this._chunk.set(piece, this._filled);
      this._filled += piece.byteLength;
      at += piece.byteLength;
    }
  }

  /** Writes what is left; rejects where the file has then another length. */
  async finish(): Promise<void> {
    // Not every contents manager takes chunks, so a small file goes without.
    const { size } = await this._send(
      this._chunks === 0 ? undefined : LAST_CHUNK
    );
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

  private async _send(chunk: number | undefined): Promise<Contents.IModel> {
    const content = base64(this._chunk.subarray(0, this._filled));
    this._filled = 0;
    this._isThere = true;
    return this._contents.save(this._path, {
      type: 'file',
      format: 'base64',
      content,
      ...(chunk !== undefined && { chunk })
    });
  }

  private readonly _contents: ContentsDrive;
  private readonly _path: string;
  private readonly _chunk = new Uint8Array(CHUNK_BYTES);
  private _filled = 0;
  private _chunks = 0;
  private _size = 0;
  private _isThere = false;
  private _isKept = false;
}

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

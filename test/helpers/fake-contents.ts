/**
 * A contents manager in memory that accepts chunks like Jupyter Server's LargeFileManager, or none.
 */
import { ServerConnection, type Contents } from '@jupyterlab/services';
import type { ContentsDrive } from '../../src/export/partial-file';

export class FakeContents implements ContentsDrive {
  readonly files = new Map<string, Buffer>();
  /** Of each saved file, by path. */
  readonly mimeTypes = new Map<string, string | undefined>();
  /** The chunk numbers in order; `undefined` for a file in one piece. */
  readonly chunks: (number | undefined)[] = [];
  /** Maximum number of bytes of a request's content, as with a proxy; beyond it, 413. */
  bodyLimit = Infinity;
  /** False if each chunk replaces the whole file. */
  takesChunks = true;
  /** False if its models have no size. */
  tellsSize = true;
  /** Called before each call; if it throws, the call rejects with that error. */
  before: (call: keyof ContentsDrive, path: string) => void = () => undefined;

  get names(): string[] {
    return [...this.files.keys()];
  }

  get(
    path: string,
    { content }: Contents.IFetchOptions = {}
  ): Promise<Contents.IModel> {
    return this._do('get', path, () => ({
      ...this._model(path),
      ...(content && { content: this._bytes(path).toString('base64') })
    }));
  }

  save(
    path: string,
    options: Partial<Contents.IModel> = {}
  ): Promise<Contents.IModel> {
    return this._do('save', path, () => {
      if (String(options.content).length > this.bodyLimit) {
        throw failure(413, 'Request Entity Too Large');
      }
      const bytes = Buffer.from(
        String(options.content),
        options.format === 'base64' ? 'base64' : 'utf8'
      );
      const { chunk } = options;
      this.chunks.push(chunk);
      this.mimeTypes.set(path, options.mimetype);
      const isNew = chunk === undefined || chunk === 1 || !this.takesChunks;
      const before = isNew ? undefined : this.files.get(path);
      this.files.set(path, Buffer.concat([before ?? Buffer.of(), bytes]));
      return this._model(path);
    });
  }

  rename(path: string, newPath: string): Promise<Contents.IModel> {
    return this._do('rename', path, () => {
      if (this.files.has(newPath)) {
        throw failure(409, `${newPath} exists.`);
      }
      this.files.set(newPath, this._bytes(path));
      this.files.delete(path);
      return this._model(newPath);
    });
  }

  delete(path: string): Promise<void> {
    return this._do('delete', path, () => {
      this._bytes(path);
      this.files.delete(path);
    });
  }

  private async _do<T>(
    call: keyof ContentsDrive,
    path: string,
    work: () => T
  ): Promise<T> {
    await Promise.resolve();
    this.before(call, path);
    return work();
  }

  private _bytes(path: string): Buffer {
    const bytes = this.files.get(path);
    if (!bytes) {
      throw failure(404, `No such file: ${path}`);
    }
    return bytes;
  }

  private _model(path: string): Contents.IModel {
    const size = this._bytes(path).byteLength;
    const model = { path, type: 'file', ...(this.tellsSize && { size }) };
    return model as Contents.IModel;
  }
}

export const failure = (
  status: number,
  message: string
): ServerConnection.ResponseError =>
  new ServerConnection.ResponseError(
    new Response(null, { status }),
    message,
    ''
  );

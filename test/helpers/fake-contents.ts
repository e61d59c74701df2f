/** A contents manager in memory that takes chunks as Jupyter Server's LargeFileManager does. */
import { ServerConnection, type Contents } from '@jupyterlab/services';
import type { ContentsDrive } from '../../src/export/partial-file';

export class FakeContents implements ContentsDrive {
  readonly files = new Map<string, Buffer>();
  /** The chunk numbers in their order; `undefined` for a file in one piece. */
  readonly chunks: (number | undefined)[] = [];
  /** Called before each call; what it throws, the call rejects with. */
  before: (call: keyof ContentsDrive, path: string) => void = () => undefined;

  get names(): string[] {
    return [...this.files.keys()];
  }

  get(path: string): Promise<Contents.IModel> {
    return this._do('get', path, () => this._model(path));
  }

  save(
    path: string,
    options: Partial<Contents.IModel> = {}
  ): Promise<Contents.IModel> {
    return this._do('save', path, () => {
      const bytes = Buffer.from(
        String(options.content),
        options.format === 'base64' ? 'base64' : 'utf8'
      );
      const { chunk } = options;
      this.chunks.push(chunk);
      const isNew = chunk === undefined || chunk === 1;
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
    return { path, size, type: 'file' } as Contents.IModel;
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

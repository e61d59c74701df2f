/** Which names are taken in a folder of Jupyter's files. */
import { ServerConnection, type Contents } from '@jupyterlab/services';

/** True if a file or folder has that path. */
export async function isThere(
  contents: Pick<Contents.IManager, 'get'>,
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

/** The first free one of the name, `name-1`, `name-2` … (before the extension). */
export async function freeName(
  name: string,
  isTaken: (name: string) => Promise<boolean>
): Promise<string> {
  const [, stem = name, extension = ''] = /^(.+?)(\.[^.]+)?$/.exec(name) ?? [];
  let free = name;
  for (let n = 1; await isTaken(free); n++) {
    free = `${stem}-${n}${extension}`;
  }
  return free;
}

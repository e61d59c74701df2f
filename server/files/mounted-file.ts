/**
 * Whether a file is mounted from elsewhere, such as a Secret of Kubernetes. Its mode is then set at
 * the source, and chmod cannot change it here.
 */
import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The folder that `..data` points to: kubelet's pkg/volume/util/atomic_writer.go. */
const KUBERNETES_VOLUME = /\/\.\.\d{4}(_\d\d){5}\.\d+\//;

/** Never rejects: on an error the answer is "not mounted". */
export async function isMounted(path: string): Promise<boolean> {
  try {
    const real = await realpath(path);
    return (
      KUBERNETES_VOLUME.test(real) ||
      (await isMountPoint(real)) ||
      (await isReadOnly(real))
    );
  } catch {
    return false;
  }
}

/** True for a `subPath`, or a single file mounted into a container. */
async function isMountPoint(path: string): Promise<boolean> {
  const [file, folder] = await Promise.all([stat(path), stat(dirname(path))]);
  return file.dev !== folder.dev;
}

const isReadOnly = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'EROFS'
  );

/**
 * Whether a file comes from elsewhere, as a Secret of Kubernetes does: then its mode is set there,
 * and no chmod of ours can change it.
 */
import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The folder that `..data` leads to: kubelet's pkg/volume/util/atomic_writer.go. */
const KUBERNETES_VOLUME = /\/\.\.\d{4}(_\d\d){5}\.\d+\//;

/** Never rejects: what cannot be found out is no mount. */
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

/** As of a `subPath`, or a file that is handed into a container. */
async function isMountPoint(path: string): Promise<boolean> {
  const [file, folder] = await Promise.all([stat(path), stat(dirname(path))]);
  return file.dev !== folder.dev;
}

const isReadOnly = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'EROFS'
  );

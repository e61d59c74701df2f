/** A sidecar that runs as another user than the tests; only root can start one. */
import { chmod, chown, cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  buildSidecarOnce,
  type ISidecar,
  privateFolder,
  SIDECAR,
  type SidecarOptions,
  startSidecar
} from './sidecar';

export const isRoot = process.geteuid?.() === 0;

/** Nobody's IDs on most systems; they need not be in any list of users. */
export const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * Like {@link startSidecar}, but as {@link NOBODY}, from a copy of the bundle that everybody can
 * read.
 */
export async function startSidecarAsNobody(
  options: SidecarOptions
): Promise<ISidecar> {
  await buildSidecarOnce();
  const folder = await openFolder('omnisci-nobody-');
  const bundle = join(folder, 'sidecar');
  const sockets = join(folder, 'sockets');
  await cp(dirname(SIDECAR), bundle, { recursive: true });
  await mkdir(sockets);
  await chown(sockets, NOBODY.uid, NOBODY.gid);
  return await startSidecar({
    ...options,
    cwd: folder,
    socketPath: join(sockets, 'socket'),
    as: { ...NOBODY, bundle: join(bundle, 'main.cjs') }
  });
}

/** A folder that everybody can enter and list. */
export async function openFolder(prefix: string): Promise<string> {
  const folder = await privateFolder(prefix);
  await chmod(folder, 0o755);
  return folder;
}

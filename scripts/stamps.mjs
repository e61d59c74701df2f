/** Remembers the inputs of set-up and build steps, so that nothing is done twice. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMPS = join(ROOT, 'build', 'stamps');

function* filesUnder(path) {
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    yield* filesUnder(join(path, name));
  }
}

/** A digest of the content of files and folders, named relative to the project. */
export function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesUnder(join(ROOT, path))) {
      hash
        .update(`${file.slice(ROOT.length)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** Runs `work` unless it succeeded before for the same digest; returns whether it ran. */
export async function whenChanged(name, digest, work, force = false) {
  const stamp = join(STAMPS, name);
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    return false;
  }
  await work();
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}

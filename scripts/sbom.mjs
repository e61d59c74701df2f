/**
 * Writes build/sbom.json: the run-time packages of the lock file, as SPDX. It includes JupyterLab's
 * packages, which the wheel leaves to JupyterLab; the wheel's own content is in its licence lists.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './stamps.mjs';

const FILE = join('build', 'sbom.json');

/** From the lock file alone, so that the content of node_modules does not matter. */
function everything() {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['sbom', '--package-lock-only', '--sbom-format', 'spdx'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32'
    }
  );
  if (status !== 0) {
    throw new Error(`npm sbom failed:\n${stderr}`);
  }
  return JSON.parse(stdout);
}

/** Not npm's `--omit dev`: 11.19 also omits dependencies of tools, such as Thrift and Arrow. */
function withoutTools(sbom, { packages }) {
  const kept = new Set(
    Object.entries(packages)
      .filter(([path, entry]) => path && !entry.dev && !entry.devOptional)
      .map(([path, { version }]) => `${nameAt(path)}@${version}`)
  );
  const [product] = sbom.documentDescribes;
  const isKept = ({ SPDXID, name, versionInfo }) =>
    SPDXID === product || kept.has(`${name}@${versionInfo}`);
  const inside = new Set([
    sbom.SPDXID,
    ...sbom.packages.filter(isKept).map(({ SPDXID }) => SPDXID)
  ]);
  return {
    ...sbom,
    packages: sbom.packages.filter(isKept),
    relationships: sbom.relationships.filter(
      ({ spdxElementId, relatedSpdxElement, relationshipType }) =>
        inside.has(spdxElementId) &&
        inside.has(relatedSpdxElement) &&
        relationshipType !== 'DEV_DEPENDENCY_OF'
    )
  };
}

const nameAt = path => path.replace(/^.*node_modules\//, '');

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
const sbom = withoutTools(everything(), lock);
mkdirSync(join(ROOT, 'build'), { recursive: true });
writeFileSync(join(ROOT, FILE), `${JSON.stringify(sbom, null, 2)}\n`);
process.stderr.write(`${FILE}: ${sbom.packages.length} packages.\n`);

/**
 * Writes build/sbom.json: what the lock file installs at run time, as SPDX. JupyterLab's packages
 * are in it, which the wheel leaves to JupyterLab; what the wheel holds stands in its licence lists.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './stamps.mjs';

const FILE = join('build', 'sbom.json');

/** From the lock alone, so that it does not matter what is in node_modules. */
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

/** Not npm's `--omit dev`: 11.19 forgets what a tool needs too, Thrift and Arrow among it. */
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

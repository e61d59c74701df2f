/**
 * The licences of the packages in the sidecar: complete texts, in one file beside it. esbuild's
 * metafile names the bundled packages; the module names in jiti's own bundles name those.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './stamps.mjs';

/** Texts that no installed package contains: `name.txt`, or `@scope.txt` for a whole scope. */
const TEXTS = join(ROOT, 'scripts', 'licences');
const RULE = `\n${'─'.repeat(78)}\n\n`;

/** The packages in a bundle, as folders. */
export function packagesOf({ outputs }) {
  const inputs = Object.values(outputs).flatMap(output =>
    Object.entries(output.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path)
  );
  const folders = inputs.flatMap(
    path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []
  );
  return [...new Set(folders)].map(packageIn);
}

/** A package that is installed at the top level. */
export const packageNamed = name => packageIn(join('node_modules', name));

/** The packages in a bundle of another project: pnpm's paths contain their names and versions. */
export function packagesNamedIn(bundle) {
  const names = /\.pnpm\/((?:@[\w-]+\+)?[\w.-]+)@(\d[a-z\d.-]*)/g;
  const found = new Map(
    [...readFileSync(join(ROOT, bundle), 'utf8').matchAll(names)].map(
      ([, name, version]) => [name.replace('+', '/'), version]
    )
  );
  return [...found].map(([name, version]) => ({
    name,
    version,
    text: textOf(name)
  }));
}

/** One document with all of these, each text once; throws if a licence is missing. */
export function licenceList(packages) {
  const texts = new Map(
    packages.map(one => [`${one.name} ${one.version}`, one.text?.trim()])
  );
  const known = [...texts.keys()].sort();
  const without = known.filter(key => !texts.get(key));
  if (without.length > 0) {
    throw new Error(
      `No licence text of ${without.join(', ')}: put it in scripts/licences.`
    );
  }
  const sharing = new Map();
  for (const key of known) {
    const text = texts.get(key);
    sharing.set(text, [...(sharing.get(text) ?? []), key]);
  }
  return [
    'The sidecar of jupyterlab-omnisci carries these packages, each under its own licence.\n',
    ...[...sharing].map(([text, keys]) => `${keys.join('\n')}\n\n${text}\n`)
  ].join(RULE);
}

function packageIn(folder) {
  const { name, version } = JSON.parse(
    readFileSync(join(ROOT, folder, 'package.json'), 'utf8')
  );
  return { name, version, text: textIn(folder) ?? textOf(name) };
}

function textOf(name) {
  const [scope] = name.split('/');
  const own = [name.replace('/', '+'), scope]
    .map(stem => join(TEXTS, `${stem}.txt`))
    .find(path => existsSync(path));
  return own ? readFileSync(own, 'utf8') : textIn(join('node_modules', name));
}

/** Licence and notice, which Apache's licence also asks to pass on. */
function textIn(folder) {
  const path = join(ROOT, folder);
  const files = existsSync(path)
    ? readdirSync(path).filter(file =>
        /^(licen[cs]e|copying|notice)([.-]|$)/i.test(file)
      )
    : [];
  return files.length > 0
    ? files
        .sort()
        .map(file => readFileSync(join(path, file), 'utf8').trim())
        .join('\n\n')
    : undefined;
}

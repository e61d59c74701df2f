/**
 * The licences of what the sidecar carries along: whole texts, in one file beside it. What esbuild
 * bundled is known from its metafile; what jiti's own bundles hold, from the module names in them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './stamps.mjs';

/** Texts that no installed package has: `name.txt`, or `@scope.txt` for all of a scope. */
const TEXTS = join(ROOT, 'scripts', 'licences');
const RULE = `\n${'─'.repeat(78)}\n\n`;

/** The packages that gave bytes to a bundle, as folders. */
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

/** A package that is installed at the top. */
export const packageNamed = name => packageIn(join('node_modules', name));

/** The packages in a bundle that somebody else made: pnpm's paths name them with their versions. */
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

/** One document of all these, each text once; throws where a licence is missing. */
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

/** Licence and notice, which Apache's asks to pass on too. */
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

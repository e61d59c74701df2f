/** What a browser loads at the start of JupyterLab, before anybody uses the extension. */
import { build, type Metafile } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ROOT } from '../helpers/root';

/** Kilobytes; it only grows with what has to be there at the start. */
const MAX_KB = 33;

/** The files that `src/index.ts` imports, and those that these import; without `import()`. */
async function startFiles() {
  const { metafile, outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/index.ts'],
    outdir: 'start',
    ...{ bundle: true, splitting: true, minify: true },
    ...{ format: 'esm', packages: 'external', write: false, metafile: true }
  });
  const names = closure(metafile, 'start/index.js');
  const outputs = names.map(name => metafile.outputs[name]!);
  const codes = outputFiles.filter(({ path }) =>
    names.some(name => path.endsWith(`/${name}`))
  );
  return {
    sources: outputs.flatMap(({ inputs }) => Object.keys(inputs)),
    packages: outputs
      .flatMap(({ imports }) => imports)
      .filter(({ kind, external }) => external && kind === 'import-statement')
      .map(({ path }) => path),
    bytes: gzipSync(Buffer.concat(codes.map(({ contents }) => contents))).length
  };
}

function closure({ outputs }: Metafile, entry: string): string[] {
  const names = [entry];
  for (const name of names) {
    const next = outputs[name]!.imports.filter(
      ({ kind, external }) => kind === 'import-statement' && !external
    );
    names.push(...next.map(({ path }) => path).filter(p => !names.includes(p)));
  }
  return names;
}

test('the start loads no grid, no tokenizer and no Arrow, and stays small', async () => {
  const { sources, packages, bytes } = await startFiles();
  expect(sources).toContain('src/sql-editor-extension/plugin.ts');
  expect(packages).toContain('@lumino/signaling');
  expect(packages).not.toContain('apache-arrow');
  expect(
    sources.filter(path =>
      /^src\/(table|sql\/tokens|grid\/grid\b|schema\/browser|editor-icons)/.test(
        path
      )
    )
  ).toEqual([]);
  expect(bytes / 1000).toBeLessThan(MAX_KB);
});

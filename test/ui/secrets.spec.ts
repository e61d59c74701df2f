import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures';

function* textsUnder(folder: string): Generator<[string, string]> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      yield* textsUnder(path);
    } else if (statSync(path).isFile()) {
      yield [path, readFileSync(path, 'utf8')];
    }
  }
}

const encodings = (secret: string): string[] => [
  secret,
  secret.toUpperCase(),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
  [...secret].reverse().join('')
];

test('the session ID is nowhere but in its file', async ({ lab, server }) => {
  const urls: string[] = [];
  const bodies: string[] = [];
  lab.page.on('request', request => {
    urls.push(request.url());
    bodies.push(request.postData() ?? '');
  });
  lab.page.on('response', response => {
    if (response.url().includes('/omnisci/')) {
      void response.text().then(
        text => bodies.push(text),
        () => undefined
      );
    }
  });
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.status).toContainText('500 rows');
  await lab.runFirstCell();
  await expect(lab.output).toBeVisible();
  await lab.run('SELECT * FROM no_such_table');
  await expect(lab.trouble).toBeVisible();
  await lab.page.keyboard.press('ControlOrMeta+S');

  const { folders, process } = server.jupyter;
  const storage = await lab.page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }])
  );
  const page = await lab.page.content();
  const places: [string, string][] = [
    ['the requests’ URLs', urls.join('\n')],
    ['the bodies', bodies.join('\n')],
    ['the browser’s storage', storage],
    ['the page', page],
    ['the debug log', server.jupyter.log]
  ];
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    for (const part of ['cmdline', 'environ']) {
      try {
        places.push([
          `${part} of a process`,
          readFileSync(`/proc/${pid}/${part}`, 'utf8')
        ]);
      } catch {
        // It ended meanwhile.
      }
    }
  }
  for (const [path, text] of textsUnder(folders.top)) {
    if (path !== folders.sessionFile) {
      places.push([path, text]);
    }
  }
  expect(process.pid).toBeGreaterThan(0);
  const leaks = places.filter(([, text]) =>
    encodings(server.session).some(encoded => text.includes(encoded))
  );
  expect(leaks.map(([place]) => place)).toEqual([]);
});

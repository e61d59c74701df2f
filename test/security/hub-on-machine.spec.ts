/** What the operating system lets one user of a Hub see of the other, on the same machine. */
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { HubUser } from '../helpers/hub-user';
import type { JupyterHub } from '../helpers/jupyterhub';
import { expect, test } from './hub';

type Look = { how: 'read' | 'list' | 'connect'; path: string };
type Seen = Look & { code: string; content: string };

/** Looks at each place, and answers with the system's refusal or with what is there. */
const LOOK = `
const { readdirSync, readFileSync } = require('node:fs');
const { connect } = require('node:net');
const ways = {
  read: path => readFileSync(path, 'latin1'),
  list: path => readdirSync(path).join(),
  connect: path => new Promise((open, refused) => {
    const socket = connect(path, () => (socket.destroy(), open('')));
    socket.on('error', refused);
  })
};
Promise.all(
  JSON.parse(readFileSync(0, 'utf8')).map(async look => {
    try {
      return { ...look, code: '', content: await ways[look.how](look.path) };
    } catch (error) {
      return { ...look, code: error.code, content: '' };
    }
  })
).then(seen => process.stdout.write(JSON.stringify(seen)));
`;

const lookAs = (hub: JupyterHub, user: HubUser, looks: Look[]): Seen[] =>
  hub.runAs(user, LOOK, looks) as Seen[];

test('an account sees nothing of another’s session, socket or processes', ({
  hub,
  visitors: { ada, bob }
}) => {
  if (hub.together) {
    test
      .info()
      .annotations.push({ type: 'not applicable', description: hub.together });
    process.stderr.write(
      `Accounts of the Hub: not applicable, for ${hub.together}.\n`
    );
    return;
  }
  for (const [thief, owner] of [
    [ada.user, bob.user],
    [bob.user, ada.user]
  ] as const) {
    const theirs = hub
      .processes()
      .filter(({ uid }) => uid === owner.account?.uid);
    const socket =
      theirs
        .map(({ command }) => /--socket (\S+)/.exec(command)?.[1])
        .find(Boolean) ?? '';
    const closed: Look[] = [
      { how: 'read', path: owner.sessionFile },
      { how: 'list', path: owner.home },
      { how: 'list', path: join(owner.home, '.local/share/jupyter/runtime') },
      { how: 'list', path: dirname(socket) },
      { how: 'connect', path: socket },
      ...theirs.flatMap(({ pid }): Look[] => [
        { how: 'read', path: `/proc/${pid}/environ` },
        { how: 'list', path: `/proc/${pid}/fd` }
      ])
    ];
    expect(theirs.length).toBeGreaterThanOrEqual(2);
    // The owner sees it all, so that it is the account and nothing else that the thief fails by.
    const own = lookAs(hub, owner, closed);
    expect(own.filter(({ code }) => code).map(({ path }) => path)).toEqual([]);
    expect(own[0]?.content.includes(owner.session)).toBe(true);
    const stolen = lookAs(hub, thief, closed);
    expect(stolen.filter(({ code }) => code !== 'EACCES')).toEqual([]);

    const lines = lookAs(
      hub,
      thief,
      theirs.map(({ pid }) => ({
        how: 'read',
        path: `/proc/${pid}/cmdline`
      }))
    );
    const secrets = [
      owner.session,
      ...theirs.flatMap(({ pid }) => tokensIn(pid))
    ];
    expect(secrets.length).toBeGreaterThanOrEqual(2);
    const told = lines.filter(
      ({ code, content }) =>
        code === '' && secrets.some(secret => content.includes(secret))
    );
    expect(told.map(({ path }) => path)).toEqual([]);
  }
});

/** The Hub's token in a process's environment, which root can read. */
function tokensIn(pid: number): string[] {
  return readFileSync(`/proc/${pid}/environ`, 'utf8')
    .split('\0')
    .flatMap(line => /^JUPYTERHUB_API_TOKEN=(.+)/.exec(line)?.[1] ?? []);
}

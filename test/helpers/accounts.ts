/**
 * Operating system accounts for a test, with access to this clone. They are created if this process
 * is root, and removed with the test; those of a killed test are removed by the next.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { testPython } from './python';
import { ROOT } from './root';

const OURS = /^hubtest-[a-z]+-(\d+)$/;

export type Account = { name: string; uid: number; gid: number };

/** Adds an account without a password; the caller makes its home. */
export function addAccount(label: string, home: string): Account {
  for (const { name } of accounts()) {
    const maker = OURS.exec(name)?.[1];
    if (maker && !existsSync(`/proc/${maker}`)) {
      run('userdel', name);
    }
  }
  const name = `hubtest-${label}-${process.pid}`;
  run('useradd', '--system', '--no-create-home', '--home-dir', home, name);
  const made = accounts().find(account => account.name === name);
  if (!made) {
    throw new Error(`useradd made no account ${name}.`);
  }
  return made;
}

/** Call it once none of its processes is left. */
export const removeAccount = ({ name }: Account): void => run('userdel', name);

/**
 * Prefix of a command so that other accounts can run programs in this clone; often empty. Only that
 * command sees the files of a closed folder, such as /root, at their normal path. `not` says why there
 * are no other accounts.
 */
export function wayIn(shelf: string): { prefix: string[] } | { not: string } {
  if (process.getuid?.() !== 0) {
    return { not: 'only root can make accounts and start servers for them' };
  }
  if (spawnSync('useradd', ['--help']).error) {
    return { not: 'there is no useradd' };
  }
  if (firstClosed(tmpdir())) {
    return { not: `another account has no access to ${tmpdir()}` };
  }
  const needed = [
    ROOT,
    ...[testPython(), process.execPath].map(program =>
      dirname(dirname(realpathSync(program)))
    )
  ];
  const hidden = needed.flatMap(tree => {
    const closed = firstClosed(tree);
    return closed ? [`${tree}:${closed}`] : [];
  });
  const prefix = hidden.length
    ? [
        ...['unshare', '--mount', '--propagation', 'private'],
        ...['sh', '-euc', SHOW, 'sh', shelf, [...new Set(hidden)].join('\n')]
      ]
    : [];
  const [command = '', ...args] = [
    ...prefix,
    ...['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'],
    ...['sh', '-euc', '"$0" -c "import jupyterhub, jupyterlab_omnisci.proxy"'],
    testPython()
  ];
  const tried = spawnSync(command, args, { encoding: 'utf8', cwd: '/' });
  const said = tried.error?.message ?? tried.stderr.trim().split('\n').at(-1);
  return tried.status === 0
    ? { prefix }
    : { not: `another account cannot run what is in ${ROOT}: ${said}` };
}

/**
 * Arguments: an empty folder; lines with a tree and its closed folder; then the command. Each tree
 * is mounted on the shelf, the closed folders are covered, and the trees are mounted again at their
 * paths.
 */
const SHOW = `
umask 022
shelf=$1 hidden=$2
shift 2
cd /
lines() { echo "$hidden"; }
lines | while IFS=: read -r tree closed; do
  mkdir -p "$shelf$tree"
  mount --bind "$tree" "$shelf$tree"
done
lines | while IFS=: read -r tree closed; do
  mount -t tmpfs -o mode=755 tmpfs "$closed"
done
lines | while IFS=: read -r tree closed; do
  mkdir -p "$tree"
  for from in "$shelf$tree"/* "$shelf$tree"/.venv; do
    to=$tree/\${from##*/}
    if [ -d "$from" ]; then mkdir "$to"; elif [ -e "$from" ]; then touch "$to"; else continue; fi
    mount --bind "$from" "$to"
  done
done
exec "$@"`;

/** The topmost folder of a path that only its owner or group can enter. */
function firstClosed(path: string): string | null {
  const parts = path.split('/').filter(Boolean);
  const folders = parts.map(
    (_, last) => `/${parts.slice(0, last + 1).join('/')}`
  );
  return folders.find(folder => (statSync(folder).mode & 0o001) === 0) ?? null;
}

function accounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .map(([name = '', , uid, gid]) => ({
      name,
      uid: Number(uid),
      gid: Number(gid)
    }));
}

function run(command: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8'
  });
  if (status !== 0) {
    throw new Error(`${command} failed: ${error?.message ?? stderr}`);
  }
}

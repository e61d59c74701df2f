/** A user of a JupyterHub under test: a home with a session file, and an account if possible. */
import { chownSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Account, addAccount } from './accounts';

/** Path of the session file in each home. */
export const SESSION_FILE = '.omnisci/session';

export type HomeOptions = {
  session: string;
  query: string;
  /** Other files of the home: names and contents. */
  files?: Record<string, string>;
};

export type HubUser = {
  name: string;
  home: string;
  session: string;
  sessionFile: string;
  /** Missing if both users share the account that runs the test. */
  account: Account | null;
};

export type UserOptions = HomeOptions & {
  label: string;
  /** The folder above the home. */
  folder: string;
  apart: boolean;
};

export function addUser(options: UserOptions): HubUser {
  const { label, folder, session, query, files, apart } = options;
  const home = join(folder, label);
  const account = apart ? addAccount(label, home) : null;
  mkdirSync(home, { mode: 0o700 });
  const contents = {
    ...files,
    [SESSION_FILE]: JSON.stringify({ session, query })
  };
  for (const [name, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(home, name)), { recursive: true, mode: 0o700 });
    writeFileSync(join(home, name), text, { mode: 0o600 });
  }
  if (account) {
    give(home, account);
  }
  return {
    name: account?.name ?? label,
    home,
    session,
    sessionFile: join(home, SESSION_FILE),
    account
  };
}

function give(folder: string, { uid, gid }: Account): void {
  chownSync(folder, uid, gid);
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    chownSync(join(folder, name), uid, gid);
  }
}

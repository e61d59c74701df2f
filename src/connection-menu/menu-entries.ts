/** The entries of the menu of an editor's connection. Pure: an entry only names its action. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ConnectionKey, ServerStatus } from '../../server/protocol';
import { connectionKey } from '../connection-info/connection-key';
import { maySignIn } from '../servers/may-sign-in';
import { serverLabel } from '../servers/server-label';
import { HANDOVER } from '../sidecar/route-address';
import type { ConnectionPolicy, IConnection } from '../tokens';

/** The state of a server, shown as a dot. */
export type ServerState = 'connected' | 'signed-out' | 'trouble';

/** The action of an entry. */
export type MenuAction =
  | { kind: 'move'; to: ConnectionKey }
  /** Signs in and moves the editor there. */
  | { kind: 'sign-in'; server: string | null }
  /** Signs in without a password, and moves the editor there. */
  | { kind: 'enter'; server: string }
  | { kind: 'sign-out'; server: string }
  | { kind: 'read-only'; isOn: boolean }
  | { kind: 'default'; key: ConnectionKey }
  | { kind: 'reconnect' }
  | { kind: 'check' };

export type MenuEntry =
  | 'separator'
  | {
      label: string;
      /** A short text at the right. */
      detail?: string;
      state?: ServerState;
      isChecked?: boolean;
      isDisabled?: boolean;
      action: MenuAction;
    }
  | { label: string; detail?: string; entries: readonly MenuEntry[] };

export type MenuContext = {
  /** The connection of the editor. */
  connection: Pick<
    IConnection,
    'key' | 'server' | 'database' | 'label' | 'status'
  >;
  servers: readonly ServerStatus[];
  /** IDs of the servers with an error. */
  troubled: ReadonlySet<string>;
  policy: ConnectionPolicy | null;
  /** The databases of the editor's server; `null` while unknown or unreadable. */
  databases: readonly string[] | null;
  /** Why the databases cannot be read; otherwise empty. */
  databasesFault: string;
  /** The connection of new editors. */
  defaultKey: ConnectionKey;
  /** True if the user made the editor's server read-only. */
  isReadOnly: boolean;
  trans: TranslationBundle;
};

export function menuEntries(context: MenuContext): MenuEntry[] {
  const { connection, servers, trans } = context;
  const current = servers.find(({ id }) => id === connection.server);
  const name = serverLabel(current ?? { id: connection.server }, trans);
  const own = current ? [] : [unlisted(context, name)];
  const others = servers.map(server => serverEntry(server, context));
  const signing: MenuEntry[] = [
    'separator',
    ...signEntries(context, name, current),
    { label: trans.__('Reconnect'), action: { kind: 'reconnect' } },
    { label: trans.__('Check…'), action: { kind: 'check' } }
  ];
  return isNowhere(connection, current)
    ? [...others, ...signing]
    : [
        ...own,
        ...others,
        ...settingEntries(context, name, current),
        ...signing
      ];
}

/** True if the editor waits for a handed-over session that will never come, as on a laptop. */
const isNowhere = (
  { server, status }: MenuContext['connection'],
  current: ServerStatus | undefined
): boolean =>
  !current &&
  server === HANDOVER &&
  status?.state === 'session_file_not_configured';

/** The entries for the editor's own server. */
function settingEntries(
  context: MenuContext,
  name: string,
  current: ServerStatus | undefined
): MenuEntry[] {
  const { connection, trans, defaultKey, isReadOnly } = context;
  const isForcedReadOnly = current?.readOnly === true;
  return [
    'separator',
    {
      label: trans.__('Database'),
      detail: connection.database ?? '',
      entries: databaseEntries(context)
    },
    {
      label: trans.__('Read Only'),
      detail: isForcedReadOnly ? trans.__('set by the administrator') : name,
      isChecked: isReadOnly || isForcedReadOnly,
      isDisabled: isForcedReadOnly,
      action: { kind: 'read-only', isOn: !isReadOnly }
    },
    {
      label: trans.__('Use for New Editors'),
      isChecked: connection.key === defaultKey,
      isDisabled: connection.key === defaultKey,
      action: { kind: 'default', key: connection.key }
    }
  ];
}

/** The editor's server, if no list has it (any more). */
const unlisted = ({ connection }: MenuContext, label: string): MenuEntry => ({
  label,
  state:
    connection.status?.state === 'connected'
      ? 'connected'
      : connection.status
        ? 'trouble'
        : 'signed-out',
  isChecked: true,
  action: { kind: 'reconnect' }
});

function serverEntry(
  server: ServerStatus,
  { connection, policy, troubled, trans }: MenuContext
): MenuEntry {
  const { id, auth, state } = server;
  const isCurrent = id === connection.server;
  const isIn = state === 'connected';
  const isTroubled = troubled.has(id) || (!isIn && state !== 'sign_in_needed');
  const username =
    server.username || (isCurrent && connection.status?.reply?.user) || '';
  const isOff =
    auth === 'single-sign-on' ||
    (server.origin === 'user' && !isIn && policy?.allow !== 'any');
  const asksForPassword = auth === 'password' && !isIn;
  return {
    label: serverLabel(server, trans),
    detail:
      auth === 'single-sign-on'
        ? trans.__('signs in through Immerse')
        : isOff
          ? trans.__('not allowed here')
          : isTroubled
            ? trans.__('not connected')
            : isIn
              ? username
              : asksForPassword
                ? trans.__('sign in…')
                : '',
    state: isTroubled ? 'trouble' : isIn ? 'connected' : 'signed-out',
    isChecked: isCurrent,
    isDisabled: isOff,
    action: asksForPassword
      ? { kind: 'sign-in', server: id }
      : isIn || server.origin === 'handover'
        ? isCurrent
          ? { kind: 'reconnect' }
          : { kind: 'move', to: id }
        : { kind: 'enter', server: id }
  };
}

function databaseEntries({
  connection,
  databases,
  databasesFault,
  trans
}: MenuContext): MenuEntry[] {
  const { server, database, status } = connection;
  if (databases === null) {
    return [
      {
        label:
          status !== null && status.state !== 'connected'
            ? trans.__('Known once you are connected')
            : databasesFault || trans.__('Reading the databases…'),
        isDisabled: true,
        action: { kind: 'reconnect' }
      }
    ];
  }
  return databases.map(name => ({
    label: name,
    isChecked: name === database,
    action: { kind: 'move', to: connectionKey(server, name) }
  }));
}

function signEntries(
  { servers, policy, trans }: MenuContext,
  name: string,
  current: ServerStatus | undefined
): MenuEntry[] {
  const isIn = current?.state === 'connected';
  return [
    ...(maySignIn({ policy, servers })
      ? [
          {
            label: trans.__('Sign In…'),
            action: { kind: 'sign-in' as const, server: null }
          }
        ]
      : []),
    ...(current && isIn
      ? [
          {
            label:
              current.id === HANDOVER
                ? trans.__('Sign Out')
                : trans.__('Sign Out of %1', name),
            action: { kind: 'sign-out' as const, server: current.id }
          }
        ]
      : [])
  ];
}

/** The menu of one editor: collects its entries and runs the chosen one. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { ConnectionKey } from '../../server/protocol';
import { CommandIDs } from '../command-ids';
import { within } from '../lifetime/within';
import { asSidecarError } from '../sidecar/sidecar-error';
import { notifyFailure } from '../text/notify-failure';
import type {
  IConnection,
  IConnections,
  ISchema,
  ISchemas,
  ISqlEditor
} from '../tokens';
import { ConnectionMenu } from './connection-menu';
import { menuEntries, type MenuAction, type MenuEntry } from './menu-entries';

/** How long a click waits for the list of servers; the sidecar has it at hand. */
const NEWS_WAIT_MS = 400;

export type EditorMenuOptions = {
  editor: Pick<ISqlEditor, 'connection' | 'setConnection'>;
  connections: IConnections;
  /** Without it, the databases are not offered. */
  schemas: ISchemas | null;
  commands: CommandRegistry;
  trans: TranslationBundle;
};

export class EditorMenu implements IDisposable {
  constructor(private readonly _options: EditorMenuOptions) {}

  /** Never rejects. */
  async open(button: HTMLElement, isByKey: boolean): Promise<void> {
    if (this._menu.menu.isAttached) {
      this._menu.menu.close();
      return;
    }
    const { connections, editor, schemas } = this._options;
    await within(connections.refresh(), NEWS_WAIT_MS);
    if (this.isDisposed || !button.isConnected) {
      return;
    }
    this._follow(schemas?.of(editor.connection) ?? null);
    button.setAttribute('aria-expanded', 'true');
    this._button = button;
    this._menu.open(this._entries(), button.getBoundingClientRect());
    if (isByKey) {
      this._menu.menu.activateNextItem();
    }
  }

  get isDisposed(): boolean {
    return this._menu.isDisposed;
  }

  dispose(): void {
    Signal.disconnectReceiver(this);
    this._menu.dispose();
  }

  private _entries(): MenuEntry[] {
    const { editor, connections, trans } = this._options;
    const { connection } = editor;
    const { schema } = this._schema ?? {};
    return menuEntries({
      connection,
      servers: connections.servers,
      troubled: new Set(
        connections.items.filter(isTroubled).map(({ server }) => server)
      ),
      policy: connections.policy,
      databases: schema?.value?.databases ?? null,
      databasesFault: schema?.state === 'failed' ? schema.message : '',
      defaultKey: connections.default.key,
      isReadOnly: connections.isReadOnly(connection.server),
      trans
    });
  }

  private _follow(schema: ISchema | null): void {
    this._schema?.changed.disconnect(this._onSchemaChanged, this);
    this._schema = schema;
    schema?.changed.connect(this._onSchemaChanged, this);
    if (this._options.editor.connection.status?.state === 'connected') {
      void schema?.load();
    }
  }

  private _onSchemaChanged(): void {
    for (const entry of this._entries()) {
      if (entry !== 'separator' && 'entries' in entry) {
        this._menu.updateSubmenu(entry.entries);
      }
    }
  }

  private _onClose(): void {
    const button = this._button;
    button?.removeAttribute('aria-expanded');
    if (this._menu.menu.node.contains(document.activeElement)) {
      button?.focus();
    }
  }

  private async _choose(action: MenuAction): Promise<void> {
    const { trans } = this._options;
    try {
      await this._do(action);
    } catch (error) {
      notifyFailure({
        title: trans.__('The connection'),
        message: error instanceof Error ? error.message : String(error),
        trans
      });
    }
  }

  private async _do(action: MenuAction): Promise<void> {
    const { editor, connections, commands } = this._options;
    const { connection } = editor;
    switch (action.kind) {
      case 'move':
        return await this._moveTo(action.to);
      case 'sign-in':
        return await this._signIn(action.server);
      case 'enter':
        return await this._enter(action.server);
      case 'sign-out':
        return void (await commands.execute(CommandIDs.signOut, {
          server: action.server
        }));
      case 'read-only':
        return await connections.setReadOnly(connection.server, action.isOn);
      case 'default':
        return await connections.setDefault(action.key);
      case 'reconnect':
        return void (await connection.refresh());
      case 'check':
        return void (await commands.execute(CommandIDs.check));
    }
  }

  private async _signIn(server: string | null): Promise<void> {
    const key = (await this._options.commands.execute(CommandIDs.signIn, {
      ...(server !== null && { server })
    })) as string | null;
    if (key !== null) {
      await this._goOn(key);
    }
  }

  /** Asks the user for the password if the Jupyter server does not have it. */
  private async _enter(id: string): Promise<void> {
    const { connections } = this._options;
    const { username = '', database = '' } =
      connections.servers.find(server => server.id === id) ?? {};
    try {
      const { key } = await connections.signIn(id, { username, database });
      await this._goOn(key);
    } catch (error) {
      if (asSidecarError(error).code !== 'sign_in_needed') {
        throw error;
      }
      await this._signIn(id);
    }
  }

  /** After another sign-in to the same server, the editor stays where it is. */
  private async _goOn(key: ConnectionKey): Promise<void> {
    if (key !== this._options.editor.connection.server) {
      await this._moveTo(key);
    }
  }

  private async _moveTo(key: ConnectionKey): Promise<void> {
    const { editor, connections } = this._options;
    const connection = connections.get(key);
    if (await editor.setConnection(connection)) {
      await connection.ready();
    }
  }

  private _schema: ISchema | null = null;
  private _button: HTMLElement | null = null;
  private readonly _menu = new ConnectionMenu({
    choose: action => void this._choose(action),
    closed: () => this._onClose()
  });
}

const isTroubled = ({ status }: IConnection): boolean =>
  status !== null &&
  status.state !== 'connected' &&
  status.state !== 'sign_in_needed';

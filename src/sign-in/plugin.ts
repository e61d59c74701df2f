/** Adds the commands that sign in and out, and that set the default connection and its environment. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CATEGORY, CommandIDs } from '../command-ids';
import { serverLabel } from '../servers/server-label';
import { notifyFailure } from '../text/notify-failure';
import { IConnections, ISqlEditors } from '../tokens';
import type { SignInModelOptions } from './sign-in-model';
import { signOutText } from './sign-out-text';

/** How long the result of signing out is shown, in milliseconds. */
const SHOWN_MS = 8_000;

const SERVER_ARGS = {
  type: 'object',
  properties: {
    server: { type: 'string', description: 'ID of a server' },
    database: { type: 'string' }
  }
} as const;

export const signInPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:sign-in',
  description: 'Signs in to database servers, and out.',
  autoStart: true,
  requires: [IConnections],
  optional: [ITranslator, ICommandPalette, ISqlEditors],
  activate: (
    { commands }: JupyterFrontEnd,
    connections: IConnections,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    editors: ISqlEditors | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const ask = async (
      options: Pick<SignInModelOptions, 'purpose' | 'server' | 'database'>
    ): Promise<string | null> => {
      const [{ askToSignIn }, { SignInModel }] = await Promise.all([
        import('./sign-in-dialog'),
        import('./sign-in-model'),
        connections.ready().then(() => connections.refresh())
      ]);
      const model = new SignInModel({ connections, trans, ...options });
      return await askToSignIn({ model, trans });
    };

    commands.addCommand(CommandIDs.signIn, {
      label: trans.__('Sign In to an OmniSci Server…'),
      caption: trans.__('Sign in with user and password'),
      describedBy: { args: SERVER_ARGS },
      execute: ({ server, database }) =>
        ask({
          purpose: 'sign-in',
          server: server as string | undefined,
          database: database as string | undefined
        })
    });
    commands.addCommand(CommandIDs.signOut, {
      label: trans.__('Sign Out of an OmniSci Server'),
      isVisible: () => false,
      describedBy: { args: { ...SERVER_ARGS, required: ['server'] } },
      execute: async args => {
        const id = args['server'] as string;
        const server = connections.servers.find(known => known.id === id);
        const label = serverLabel(server ?? { id }, trans);
        const busy = [
          ...(editors?.items ?? []),
          ...(editors?.embedded ?? [])
        ].filter(
          ({ connection, isBusy }) => isBusy && connection.server === id
        ).length;
        if (busy > 0) {
          const { askToSignOut } = await import('./ask-to-sign-out');
          if (!(await askToSignOut({ label, busy, trans }))) {
            return;
          }
        }
        try {
          const { ended } = await connections.signOut(id);
          Notification.info(signOutText({ id, label, ended, trans }), {
            autoClose: SHOWN_MS
          });
        } catch (error) {
          notifyFailure({
            title: trans.__('Sign Out'),
            message: error instanceof Error ? error.message : String(error),
            trans
          });
        }
      }
    });
    commands.addCommand(CommandIDs.setConnection, {
      label: trans.__('Set Default OmniSci Connection…'),
      caption: trans.__('Choose what new SQL editors and notebooks connect to'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => ask({ purpose: 'default' })
    });
    commands.addCommand(CommandIDs.setEnvironment, {
      label: trans.__('Set OmniSci Connection Environment…'),
      caption: trans.__(
        'Name the environment variables that notebooks connect by'
      ),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: async () => {
        const { askForEnvironment } = await import('./environment-dialog');
        await connections.ready();
        const { reply } = await connections.handover.ready();
        const names = await askForEnvironment({
          names: connections.environment,
          preset: reply?.environment ?? null,
          trans
        });
        if (names) {
          await connections.setEnvironment(names);
        }
      }
    });
    for (const command of [
      CommandIDs.signIn,
      CommandIDs.setConnection,
      CommandIDs.setEnvironment
    ]) {
      palette?.addItem({ command, category: CATEGORY });
    }
  }
};

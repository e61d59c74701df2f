/** The settings of a JupyterHub under test. Its configuration file reads them as JSON. Pure. */
import { join } from 'node:path';
import { testPython } from './python';
import { ROOT } from './root';

export type HubSettings = {
  folder: string;
  ports: { public: number; hub: number; proxy: number };
  /** The names of the users, with their passwords. */
  users: string[];
  password: string;
  /** Whether the users are operating system accounts. */
  apart: boolean;
  /** For users of the Hub's own API. */
  token: string;
  /** The environment of the users' servers. */
  environment: Record<string, string>;
};

export const hubSettings = (
  options: HubSettings
): Record<string, Record<string, unknown>> => ({
  JupyterHub: {
    bind_url: `http://127.0.0.1:${options.ports.public}/`,
    hub_port: options.ports.hub,
    db_url: `sqlite:///${options.folder}/hub.sqlite`,
    cookie_secret_file: join(options.folder, 'cookie_secret'),
    authenticator_class: 'shared-password',
    spawner_class: options.apart ? 'localprocess' : 'simple',
    allow_named_servers: true,
    services: [{ name: 'tester', api_token: options.token }],
    load_roles: [
      {
        name: 'tester',
        scopes: ['admin:servers', 'tokens', 'read:users', 'shares'],
        services: ['tester']
      }
    ]
  },
  ConfigurableHTTPProxy: {
    api_url: `http://127.0.0.1:${options.ports.proxy}`,
    pid_file: join(options.folder, 'proxy.pid'),
    command: [
      process.execPath,
      join(
        ROOT,
        'node_modules/configurable-http-proxy/bin/configurable-http-proxy'
      )
    ]
  },
  Authenticator: { allowed_users: options.users },
  SharedPasswordAuthenticator: { user_password: options.password },
  SimpleLocalProcessSpawner: {
    home_dir_template: join(options.folder, '{username}')
  },
  Spawner: {
    cmd: [testPython(), '-m', 'jupyterhub.singleuser'],
    args: options.apart ? [] : ['--allow-root'],
    default_url: '/lab',
    start_timeout: 600,
    http_timeout: 600,
    environment: options.environment
  }
});

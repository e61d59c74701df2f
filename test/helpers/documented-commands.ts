/** The commands that README and docs tell a reader to type, and where each is tested. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root';

export type DocumentedCommand = { document: string; command: string };

/** What the test that follows the documents does with a command. */
export type CommandRun =
  /**
   * `with` replaces what the document cannot know. `until` is a file to wait for: the command stays
   * running.
   */
  | { kind: 'run'; with?: [string, string][]; until?: string }
  | { kind: 'not run'; because: string };

const SUITES: CommandRun = {
  kind: 'not run',
  because: 'it installs other environments and takes minutes'
};
const LISTENS_FOR_EVER = 'it ends when somebody ends it';
const NO_PASSWORD_STORE: CommandRun = {
  kind: 'not run',
  because:
    'there is no such password store here; test/unit/server/credentials runs commands of this kind'
};
const NO_RUNNING_SERVER: CommandRun = {
  kind: 'not run',
  because:
    'no Jupyter server runs here; test/shim/test_connections_command.py runs it'
};
const CHECK: CommandRun = {
  kind: 'not run',
  because: 'without a database it ends with 1; test/shim/test_check.py has one'
};
const NO_MODULES: CommandRun = {
  kind: 'not run',
  because:
    'the modules are not here; test/api/documented-managers.test.ts compiles them with the same types'
};
const NO_TLJH: CommandRun = {
  kind: 'not run',
  because: 'it changes a machine with The Littlest JupyterHub'
};
const NO_CONTAINER = 'there is no container here';

/** In order: each document is followed from its top. `$FOLDER` is the test's own. */
export const COMMANDS: Record<string, Record<string, CommandRun>> = {
  'README.md': {
    'npm start': {
      kind: 'not run',
      because: `${LISTENS_FOR_EVER}; test/api/start.test.ts runs it`
    },
    'npm test': { kind: 'not run', because: 'this test is a part of it' },
    'pip install build': { kind: 'run' },
    'python -m build --wheel': { kind: 'run' },
    'pip install "./dist/jupyterlab_omnisci-4.0.0-py3-none-any.whl[node,notebook]"':
      { kind: 'run' },
    'jupyter serverextension enable --sys-prefix jupyterlab_omnisci.serverextension':
      { kind: 'run' },
    'jupyter serverextension list': { kind: 'run' },
    'export OMNISCI_PROTOCOL=binary OMNISCI_HOST=db.example OMNISCI_PORT=6274':
      {
        kind: 'run'
      },
    'jupyter omnisci check': CHECK
  },
  'docs/admin.md': {
    'jupyter omnisci check': CHECK,
    'jupyter omnisci check --json': CHECK,
    'jupyter omnisci connections': NO_RUNNING_SERVER,
    'jupyter omnisci sign-out': NO_RUNNING_SERVER,
    'jupyter omnisci sign-out prod': NO_RUNNING_SERVER
  },
  'docs/configuration.md': {
    'jupyter omnisci --generate-config': { kind: 'run' },
    'NODE_EXTRA_CA_CERTS=/etc/ssl/our-ca.pem jupyter lab': {
      kind: 'not run',
      because: `${LISTENS_FOR_EVER}; test/faults/tls.test.ts has such a database`
    },
    'cat /etc/ssl/certs/ca-certificates.crt /etc/ssl/our-ca.pem > /etc/ssl/all.pem':
      {
        kind: 'not run',
        because: 'it writes where only root may, and there is no such authority'
      },
    'SSL_CERT_FILE=/etc/ssl/all.pem jupyter lab': {
      kind: 'not run',
      because: `${LISTENS_FOR_EVER}, and there is no such authority`
    },
    'node jupyterlab_omnisci/sidecar/main.cjs --socket /tmp/omnisci.sock --session-file /path/to/session/file':
      {
        kind: 'run',
        with: [
          ['/tmp/omnisci.sock', '$FOLDER/private/omnisci.sock'],
          ['/path/to/session/file', '$FOLDER/session']
        ],
        until: '$FOLDER/private/omnisci.sock'
      },
    'curl --unix-socket /tmp/omnisci.sock http://localhost/status': {
      kind: 'run',
      with: [['/tmp/omnisci.sock', '$FOLDER/private/omnisci.sock']]
    }
  },
  'docs/connections.md': {
    'aws secretsmanager get-secret-value --secret-id "$name" --query SecretString --output text':
      NO_PASSWORD_STORE,
    'entry=$(printf \'%s\' "$input" | jq -r \'"omnisci/\\(.server)/\\(.user)"\')':
      NO_PASSWORD_STORE,
    'input=$(cat)': NO_PASSWORD_STORE,
    'name=$(jq -r \'"omnisci/\\(.server)/\\(.user)"\')': NO_PASSWORD_STORE,
    'pass show "$entry" | head -n 1 | jq -R \'{password: .}\'':
      NO_PASSWORD_STORE,
    'path=$(jq -r \'"secret/omnisci/\\(.server)/\\(.user)"\')':
      NO_PASSWORD_STORE,
    'vault kv get -format=json "$path" | jq \'{password: .data.data.password}\'':
      NO_PASSWORD_STORE
  },
  'docs/jupyterhub.md': {
    'pip install "./dist/jupyterlab_omnisci-4.0.0-py3-none-any.whl[node,notebook]"':
      { kind: 'run' },
    'sudo /opt/tljh/user/bin/python -m pip install --upgrade "./dist/jupyterlab_omnisci-4.0.0-py3-none-any.whl[node,notebook]"':
      NO_TLJH,
    'sudo mkdir -p /opt/tljh/user/etc/jupyter': NO_TLJH,
    'sudo cp jupyter_server_config.json /opt/tljh/user/etc/jupyter/': NO_TLJH,
    'sudo cp omnisci.py /opt/tljh/config/jupyterhub_config.d/': NO_TLJH,
    'sudo tljh-config reload hub': NO_TLJH
  },
  'docs/container.md': {
    'podman build --file docs/recipes/Containerfile --tag jupyterlab-omnisci .':
      { kind: 'not run', because: NO_CONTAINER },
    'podman run --rm --publish 127.0.0.1:8888:8888 --user 1000 --read-only --tmpfs /home/jupyter:mode=0777 --volume "$HOME/.omnisci:/run/omnisci:ro" --env OMNISCI_PROTOCOL=binary --env OMNISCI_HOST=db.example --env OMNISCI_PORT=6274 jupyterlab-omnisci':
      { kind: 'not run', because: NO_CONTAINER }
  },
  'docs/offline.md': {
    'pip wheel --wheel-dir wheelhouse "./dist/jupyterlab_omnisci-4.0.0-py3-none-any.whl[node,notebook]"':
      { kind: 'run' },
    'pip install --no-index --find-links wheelhouse "jupyterlab_omnisci[node,notebook]"':
      { kind: 'run' }
  },
  'docs/uninstalling.md': {
    'pip uninstall jupyterlab_omnisci': {
      kind: 'not run',
      because: 'it asks a question, and the tests after it need the package'
    },
    'rm -r "$(jupyter --config-dir)/lab/user-settings/jupyterlab-omnisci"': {
      kind: 'not run',
      because: 'nobody has set anything in this home'
    }
  },
  'docs/sandbox.md': {
    'npm run sandbox:suites': SUITES,
    'npm run sandbox:suites -- pyheavydb connector-7.0': SUITES,
    'npm run sandbox:suites -- heavyai-of-its-time --tests path/to/heavyai':
      SUITES,
    'npm run sandbox -- --help': { kind: 'run' },
    'npm run sandbox': {
      kind: 'not run',
      because: `${LISTENS_FOR_EVER}, on ports that others may have`
    },
    'npm run sandbox -- --http-port 0 --binary-port 0': {
      kind: 'not run',
      because: `${LISTENS_FOR_EVER}; test/helpers/sandbox.ts runs the same program`
    },
    'openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=sandbox -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem':
      {
        kind: 'not run',
        because:
          'it leaves a private key in the folder; test/helpers/certificate.ts makes such a pair'
      },
    'npm run sandbox -- --tls-cert cert.pem --tls-key key.pem': {
      kind: 'not run',
      because: `${LISTENS_FOR_EVER}; test/api/sandbox-tls.test.ts runs the same program with such options`
    },
    'npm run sandbox -- --database heavyai --database weather --user admin --user ana:weather --password-file passwords.txt':
      {
        kind: 'not run',
        because: `${LISTENS_FOR_EVER}; test/api/sandbox-databases.test.ts runs the same program with such options`
      }
  },
  'docs/session-managers.md': {
    'npm install --save-dev "$(python -c \'import jupyterlab_omnisci as p; print(p.__path__[0])\')/sidecar/types"':
      NO_MODULES,
    'npm install --save-dev typescript @types/node': NO_MODULES,
    'npx tsc --noEmit --strict --module nodenext --types node vault_session.ts':
      NO_MODULES,
    'npx tsc --noEmit --strict --module nodenext --types node --allowJs company_session.js':
      NO_MODULES
  },
  'docs/session.md': {
    'jupyter serverextension enable --sys-prefix jupyterlab_omnisci.serverextension':
      { kind: 'run' },
    'jupyter serverextension list': { kind: 'run' },
    'pip install "./dist/jupyterlab_omnisci-4.0.0-py3-none-any.whl[notebook]"':
      {
        kind: 'run'
      }
  }
};

/** Every line of a shell or Dockerfile block, without its comment; in a Dockerfile without RUN. */
export function documentedCommands(): DocumentedCommand[] {
  return ['README.md', ...markdownUnder('docs')].flatMap(document => {
    const text = readFileSync(join(ROOT, document), 'utf8');
    const blocks = text.matchAll(
      /^ *```(?:bash|sh|shell|console|dockerfile)\n([\s\S]*?)^ *```/gim
    );
    return [...blocks].flatMap(([, block = '']) =>
      block
        .split('\n')
        .map(line => line.replace(/ +# .*$/, '').replace(/^RUN /, ''))
        .map(line => line.trim())
        .filter(line => line !== '' && !line.startsWith('#'))
        .map(command => ({ document, command }))
    );
  });
}

function markdownUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map(path => join(folder, String(path)))
    .filter(path => path.endsWith('.md'))
    .sort();
}

/** Names of OmniSci for which HEAVY.AI, its name since 2022, has its own: both are accepted. */
import type { ConnectionData } from '../protocol';

type Product = {
  variables: Readonly<ConnectionData>;
  /** The name of the built-in session manager in settings. */
  sessionManager: string;
  package: string;
};

/** The first one is the name used everywhere here. */
export const PRODUCTS: readonly [Product, ...Product[]] = [
  {
    variables: {
      protocol: 'OMNISCI_PROTOCOL',
      host: 'OMNISCI_HOST',
      port: 'OMNISCI_PORT'
    },
    sessionManager: 'OmniSciSessionManager',
    package: 'jupyterlab_omnisci'
  },
  {
    variables: {
      protocol: 'HEAVYAI_PROTOCOL',
      host: 'HEAVYAI_HOST',
      port: 'HEAVYAI_PORT'
    },
    sessionManager: 'HeavyAISessionManager',
    package: 'jupyterlab_heavyai'
  }
];

/** Every name of the built-in session manager. */
export const BUILT_IN_MANAGERS: readonly string[] = [
  '',
  ...PRODUCTS.flatMap(({ sessionManager, package: name }) => [
    sessionManager,
    `${name}.serverextension.${sessionManager}`,
    `${name}.serverextension.session.${sessionManager}`
  ])
];

/**
 * The names of the environment variables: the configured ones. If these are the default and none is
 * set, those of the other product that are set.
 */
export function chooseVariables(
  configured: Readonly<ConnectionData>,
  env: NodeJS.ProcessEnv
): Readonly<ConnectionData> {
  const [{ variables: usual }, ...others] = PRODUCTS;
  const isAnySet = (names: Readonly<ConnectionData>): boolean =>
    Object.values(names).some(name => env[name]);
  const isDefault = PARTS.every(part => configured[part] === usual[part]);
  return isDefault && !isAnySet(usual)
    ? (others.map(({ variables }) => variables).find(isAnySet) ?? configured)
    : configured;
}

const PARTS = ['protocol', 'host', 'port'] as const;

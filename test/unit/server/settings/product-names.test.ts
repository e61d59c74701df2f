import { expect, test } from 'vitest';
import {
  BUILT_IN_MANAGERS,
  chooseVariables
} from '../../../../server/settings/product-names';

const OMNISCI = {
  protocol: 'OMNISCI_PROTOCOL',
  host: 'OMNISCI_HOST',
  port: 'OMNISCI_PORT'
};
const HEAVYAI = {
  protocol: 'HEAVYAI_PROTOCOL',
  host: 'HEAVYAI_HOST',
  port: 'HEAVYAI_PORT'
};

test.each([
  [{}, OMNISCI],
  [{ OMNISCI_HOST: 'o' }, OMNISCI],
  [{ HEAVYAI_HOST: 'h' }, HEAVYAI],
  [{ HEAVYAI_HOST: 'h', OMNISCI_PORT: '1' }, OMNISCI],
  [{ HEAVYAI_HOST: 'h', OMNISCI_PORT: '' }, HEAVYAI]
])('with %j the variables are %j', (env, chosen) => {
  expect(chooseVariables(OMNISCI, env)).toEqual(chosen);
});

test('names that an admin configured are kept', () => {
  const configured = { ...OMNISCI, host: 'DB_HOST' };
  expect(chooseVariables(configured, { HEAVYAI_HOST: 'h' })).toBe(configured);
});

test('the built-in session manager is known by the names of both products', () => {
  expect(BUILT_IN_MANAGERS).toEqual(
    expect.arrayContaining([
      'OmniSciSessionManager',
      'jupyterlab_heavyai.serverextension.HeavyAISessionManager',
      'jupyterlab_heavyai.serverextension.session.HeavyAISessionManager'
    ])
  );
});

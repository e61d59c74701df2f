/** An object instead of a class, and the connection left to the environment variables. */
export default {
  getSession: () => ({ session: 'EsModuleSession0123' })
};

export const LoggedOut = { getSession: () => ({ session: null }) };

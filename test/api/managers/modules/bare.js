// An ES module without a package.json that says so, which Node 20 alone refuses.
export class Bare {
  getSession() {
    return { session: 'BareModuleSession01' };
  }
}

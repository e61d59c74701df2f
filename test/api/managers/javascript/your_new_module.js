/** As the 2020 documentation suggests naming it; reads its own environment variable. */
class YourImplementation {
  constructor(options) {
    this.options = options;
    this.calls = 0;
  }

  async getSession() {
    this.calls++;
    console.log('the process stdout of a manager does not matter');
    return {
      session: process.env.COMPANY_SESSION,
      connection: { protocol: 'http', host: 'db.example', port: 6278 },
      query: `SELECT ${this.calls} -- ${this.options.environment.host} ${this.options.sessionFile}`
    };
  }
}

module.exports = { YourImplementation };

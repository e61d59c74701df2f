import { readToken, type Token } from './token_store';

enum Source {
  Vault = 'vault'
}

export class CompanySessions {
  private readonly source: Source = Source.Vault;

  constructor(private readonly options: { sessionFile: string }) {}

  async getSession(): Promise<{ session: string; query: string }> {
    const token: Token = await readToken();
    return {
      session: token.text,
      query: `SELECT '${this.source}${this.options.sessionFile}'`
    };
  }
}

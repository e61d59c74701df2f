export type Token = { text: string };

export const readToken = (): Promise<Token> =>
  Promise.resolve({ text: 'TypeScriptSession01' satisfies string });

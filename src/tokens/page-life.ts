/** The pages of this JupyterLab. */
import { Token } from '@lumino/coreutils';

/** Which pages of this JupyterLab are open, so that what one left undone can be told. */
export interface IPageLife {
  /** Of this page; another at each reload. */
  readonly id: string;
  /** Answers what tells which pages are known to have ended. Never rejects. */
  ended(): Promise<(page: string) => boolean>;
}

export const IPageLife = new Token<IPageLife>(
  'jupyterlab-omnisci:IPageLife',
  'Knows which pages of this JupyterLab are open.'
);

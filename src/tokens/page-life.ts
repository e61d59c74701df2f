/** The pages of this JupyterLab. */
import { Token } from '@lumino/coreutils';

/** Which pages of this JupyterLab are open. Shows which work was interrupted by a closed page. */
export interface IPageLife {
  /** ID of this page; a new one at each reload. */
  readonly id: string;
  /** Returns a function that tells which pages are known to have ended. Never rejects. */
  ended(): Promise<(page: string) => boolean>;
}

export const IPageLife = new Token<IPageLife>(
  'jupyterlab-omnisci:IPageLife',
  'Knows which pages of this JupyterLab are open.'
);

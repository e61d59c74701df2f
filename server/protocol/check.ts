/** What the Jupyter server finds when it checks the installation. */

/** `GET /check`: what `jupyter omnisci check` prints. */
export type CheckReply = {
  /** False if there is a problem. */
  ok: boolean;
  findings: CheckFinding[];
};

export type CheckFinding = {
  /** What was checked: `Session`, `Database`. The same name may come several times. */
  name: string;
  state: 'ok' | 'warning' | 'problem' | 'skipped';
  message: string;
  /** What to do; may be empty. */
  remedy: string;
};

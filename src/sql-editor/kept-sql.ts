/** The text of an editor as the workspace file may hold it: plain text on disk, so without secrets. */
import { maskSecrets } from '../history/mask-secrets';

export class KeptSql {
  /**
   * A text with a quote still open, and with the name of a secret, cannot be told from the secret:
   * then what could be read last stays.
   */
  of(sql: string): string {
    this._last = maskSecrets(sql).sql ?? this._last;
    return this._last;
  }

  private _last = '';
}

/** The line that names a password or a session in an output, and takes it out of the notebook. */
import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSONValue } from '@lumino/coreutils';
import {
  hasSecret,
  isJsonObject,
  withoutSecrets
} from './connection-in-output';
import { OutputNote } from './output-note';

/** `null` if the output holds none. */
export function secretNote(options: {
  model: IRenderMime.IMimeModel;
  mimeType: string;
  trans: TranslationBundle;
}): OutputNote | null {
  const { model, mimeType, trans } = options;
  const data = model.data[mimeType] as JSONValue | undefined;
  if (!isJsonObject(data) || !hasSecret(data)) {
    return null;
  }
  return new OutputNote({
    text: trans.__(
      'A password or a session is stored in this output. It is not used.'
    ),
    action: {
      label: trans.__('Remove Stored Password'),
      run: () =>
        model.setData({
          data: { ...model.data, [mimeType]: withoutSecrets(data) }
        })
    }
  });
}

/** Asks for file and format, then exports in the background; loaded on first use. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IConnection } from '../tokens';
import {
  askExport,
  type AskExportOptions,
  type ExportChosen
} from './ask-export';
import { ExportNotification } from './export-notification';
import { exportResult, runsAgain } from './export-result';

export type StartExportOptions = AskExportOptions & {
  client: Pick<IConnection['client'], 'query'>;
  /** Marks that leaving the page would lose something. */
  setDirty: () => { dispose(): void } | undefined;
  /** Saves the options as defaults of the dialog. */
  remember: (chosen: Pick<ExportChosen, 'format' | 'options'>) => void;
  /** Shows a file in the file browser. */
  show: (path: string) => void;
  trans: TranslationBundle;
};

/** Resolves when the export ends; closing the result's editor does not stop it. */
export async function startExport(options: StartExportOptions): Promise<void> {
  const chosen = await askExport(options);
  if (!chosen) {
    return;
  }
  const { result, client, contents, remember, show, trans } = options;
  remember(chosen);
  const cancelling = new AbortController();
  const notification = new ExportNotification({
    name: chosen.target.name,
    hasQuery: runsAgain(result),
    cancel: () => cancelling.abort(),
    show,
    trans
  });
  const dirty = options.setDirty();
  const outcome = await exportResult({
    ...chosen,
    result,
    client,
    contents,
    signal: cancelling.signal,
    onProgress: progress => notification.update(progress)
  });
  dirty?.dispose();
  notification.finish(outcome);
}

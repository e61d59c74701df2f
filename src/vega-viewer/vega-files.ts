/** Opens specifications of HeavyDB's Vega: the text, its saving and its name are JupyterLab's own. */
import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  addCodeFiles,
  type CodeFilesOptions,
  type CodeFileTracker
} from '../code-files/code-files';
import { CommandIDs } from '../command-ids';
import { vegaIcon } from '../icons';

const FILE_TYPE = 'omnisci-vega';
/** JupyterLab's own type of Vega files, which opens there by default. */
const VEGA_FILE_TYPE = 'vega5';

const EXTENSIONS = ['omnisci', 'heavyai'].flatMap(product => [
  `.${product}.vega`,
  `.${product}.vg.json`,
  `.${product}.vega.json`
]);

export function addVegaFiles(
  app: JupyterFrontEnd,
  options: Pick<CodeFilesOptions, 'fill'> & {
    restorer: ILayoutRestorer | null;
    trans: TranslationBundle;
  }
): CodeFileTracker {
  const { fill, restorer, trans } = options;
  app.docRegistry.addFileType({
    name: FILE_TYPE,
    displayName: trans.__('OmniSci Vega File'),
    extensions: EXTENSIONS,
    mimeTypes: ['application/json'],
    icon: vegaIcon
  });
  return addCodeFiles(app, {
    name: 'OmniSci Vega',
    label: trans.__('OmniSci Vega'),
    fileTypes: [FILE_TYPE, VEGA_FILE_TYPE],
    icon: vegaIcon,
    namespace: 'omnisci-vega-file',
    restore: {
      id: CommandIDs.restoreVegaFile,
      label: trans.__('Restore a Vega File')
    },
    ...{ fill, restorer }
  });
}

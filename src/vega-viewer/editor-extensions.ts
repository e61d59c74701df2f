/** What the editor of a specification has beside JSON: the place for completion, hints and checks. */
import type { Extension } from '@codemirror/state';
import type { TranslationBundle } from '@jupyterlab/translation';
import { errorMark } from '../code-mirror/error-mark';
import { escapeThenTab } from '../code-mirror/escape-then-tab';

export const vegaExtensions = (trans: TranslationBundle): Extension[] => [
  errorMark,
  escapeThenTab(
    trans.__(
      'Tab completes and indents. To leave the editor, press Escape and then Tab.'
    )
  )
];

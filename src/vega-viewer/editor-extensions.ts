/** What the editor of a specification has beside JSON: marks of errors, completion, hints and checks. */
import type { Extension } from '@codemirror/state';
import type { TranslationBundle } from '@jupyterlab/translation';
import { errorMark } from '../code-mirror/error-mark';
import { escapeThenTab } from '../code-mirror/escape-then-tab';
import { vegaAdvice } from '../vega-schema/code-mirror';

export const vegaExtensions = (trans: TranslationBundle): Extension[] => [
  errorMark,
  vegaAdvice,
  escapeThenTab(
    trans.__(
      'Tab completes and indents. To leave the editor, press Escape and then Tab.'
    )
  )
];

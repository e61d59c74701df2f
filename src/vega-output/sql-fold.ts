/** The statements of a spec, folded: anybody may have written them, so their reader comes first. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

export function sqlFold(
  statements: readonly string[],
  trans: TranslationBundle
): Widget {
  const node = document.createElement('details');
  node.className = 'jp-OmniSciVegaCard-sql';
  const summary = document.createElement('summary');
  summary.textContent = trans._n(
    'SQL',
    'SQL (%1 statements)',
    statements.length
  );
  node.append(
    summary,
    ...statements.map(sql => {
      const text = document.createElement('pre');
      text.textContent = sql;
      return text;
    })
  );
  return new Widget({ node });
}

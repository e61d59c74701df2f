/**
 * The completions at the cursor of a SQL editor, from the known schema. Requests missing columns.
 * Waits for them briefly, and only if the user asked for a completion.
 */
import {
  CompletionTriggerKind,
  type CompletionHandler
} from '@jupyterlab/completer';
import { Text } from '@jupyterlab/coreutils';
import type { LabIcon } from '@jupyterlab/ui-components';
import { tableIcon, viewIcon } from '../editor-icons';
import { within } from '../lifetime/within';
import type { ISchema } from '../tokens';
import { candidatesAt, tablesWanted, type Candidate } from './candidates';
import type { SqlItem } from './completer-model';
import { columnIcon, functionIcon, keywordIcon } from './icons';
import { matchesOf } from './matching';
import { completionContextAt } from './scope';

/** Longer than a nearby database needs, shorter than a noticeable wait. */
const COLUMNS_WAIT_MS = 400;

const ICONS: Record<Candidate['kind'], LabIcon> = {
  column: columnIcon,
  alias: tableIcon,
  table: tableIcon,
  view: viewIcon,
  function: functionIcon,
  type: columnIcon,
  keyword: keywordIcon
};

type Reply = CompletionHandler.ICompletionItemsReply<SqlItem>;

export async function completionsAt(
  { text, offset: characters }: CompletionHandler.IRequest,
  { schema, trigger }: { schema: ISchema; trigger?: CompletionTriggerKind }
): Promise<Reply> {
  // JupyterLab counts characters here, and UTF-16 units everywhere else.
  const offset = Text.charIndexToJsIndex(characters, text);
  const context = completionContextAt(text, offset);
  const missing = loadMissing(context, schema);
  if (missing && trigger === CompletionTriggerKind.Invoked) {
    await within(
      missing.then(() => loadMissing(context, schema)),
      COLUMNS_WAIT_MS
    );
  }
  const candidates = candidatesAt(context, schema);
  const typed = text.slice(context.from, offset);
  const [only, ...others] = matchesOf(candidates, typed);
  const isWritten = others.length === 0 && only?.candidate.insertText === typed;
  return {
    start: Text.jsIndexToCharIndex(context.from, text),
    end: Text.jsIndexToCharIndex(context.to, text),
    items: !only || isWritten ? [] : candidates.map(itemOf)
  };
}

const itemOf = (candidate: Candidate): SqlItem => ({
  label: candidate.label,
  insertText: candidate.insertText,
  type: candidate.detail,
  icon: ICONS[candidate.kind],
  candidate
});

/** Requests what a context needs and is not known; `null` if everything is known. */
function loadMissing(
  context: ReturnType<typeof completionContextAt>,
  schema: ISchema
): Promise<unknown> | null {
  if (!schema.schema?.value) {
    return schema.schema?.state === 'failed' ? null : schema.load();
  }
  const missing = tablesWanted(context, schema).filter(table => {
    const columns = schema.columns(table);
    return !columns?.value && columns?.state !== 'failed';
  });
  return missing.length === 0
    ? null
    : Promise.all(missing.map(table => schema.loadColumns(table)));
}

/**
 * Answers JupyterLab's completer for one SQL editor, from what is known of the schema. Asks for the
 * columns that are missing, and waits for them only where the user asked for a completion, briefly.
 */
import {
  CompletionTriggerKind,
  type CompletionHandler,
  type IInlineCompletionList,
  type IProviderReconciliator
} from '@jupyterlab/completer';
import { Text } from '@jupyterlab/coreutils';
import type { ISchema } from '../tokens';
import { candidatesAt, tablesWanted } from './candidates';
import type { SqlItem } from './completer-model';
import { matchesOf } from './matching';
import { placeAt } from './scope';

/** Longer than a database nearby takes, shorter than anybody would wait. */
const PATIENCE_MS = 400;

type SourceChange = Parameters<
  IProviderReconciliator['shouldShowContinuousHint']
>[1];

type Reply = CompletionHandler.ICompletionItemsReply<SqlItem>;

export class SqlCompletionProvider implements IProviderReconciliator {
  constructor(private readonly _options: { schema: ISchema }) {}

  async fetch(
    request: CompletionHandler.IRequest,
    trigger?: CompletionTriggerKind
  ): Promise<Reply | null> {
    const { schema } = this._options;
    const { text } = request;
    // JupyterLab counts characters here, and UTF-16 units everywhere else.
    const offset = Text.charIndexToJsIndex(request.offset, text);
    const place = placeAt(text, offset);
    const missing = this._missing(place);
    if (missing && trigger === CompletionTriggerKind.Invoked) {
      await Promise.race([
        missing.then(() => this._missing(place)),
        new Promise(resolve => setTimeout(resolve, PATIENCE_MS))
      ]);
    }
    const candidates = candidatesAt(place, schema);
    const typed = text.slice(place.from, offset);
    const [only, ...others] = matchesOf(candidates, typed);
    const isWritten =
      others.length === 0 && only?.candidate.insertText === typed;
    if (!only || isWritten) {
      return null;
    }
    return {
      start: Text.jsIndexToCharIndex(place.from, text),
      end: Text.jsIndexToCharIndex(place.to, text),
      items: candidates.map(candidate => ({
        label: candidate.label,
        candidate
      }))
    };
  }

  /** Suggesting code in the text itself is for others. */
  fetchInline(): Promise<IInlineCompletionList<CompletionHandler.IInlineItem> | null>[] {
    return [];
  }

  /** While typing, where JupyterLab is set to do so: after a letter, a digit or a dot. */
  shouldShowContinuousHint(
    isVisible: boolean,
    { sourceChange = [] }: SourceChange
  ): Promise<boolean> {
    const inserted = sourceChange.map(({ insert = '' }) => insert).join('');
    const deletes = sourceChange.some(change => change.delete !== undefined);
    return Promise.resolve(
      !isVisible && !deletes && /^[\p{L}\p{N}\p{M}_.]$/u.test(inserted)
    );
  }

  /** Asks for what a place wants and is not known; `null` where all is. */
  private _missing(place: ReturnType<typeof placeAt>): Promise<unknown> | null {
    const { schema } = this._options;
    if (!schema.schema?.value) {
      return schema.schema?.state === 'failed' ? null : schema.load();
    }
    const missing = tablesWanted(place, schema).filter(table => {
      const columns = schema.columns(table);
      return !columns?.value && columns?.state !== 'failed';
    });
    return missing.length === 0
      ? null
      : Promise.all(missing.map(table => schema.loadColumns(table)));
  }
}

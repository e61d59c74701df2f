/**
 * Our provider for JupyterLab's completion: names and words for SQL editors, besides the items of
 * other providers. Its code is loaded on first use.
 */
import {
  CompleterModel,
  type Completer,
  type CompletionHandler,
  type CompletionTriggerKind,
  type ICompletionContext,
  type ICompletionProvider
} from '@jupyterlab/completer';
import type { ISchemas, ISqlEditors } from '../tokens';
import type { SqlItem } from './completer-model';

type SourceChange = Parameters<
  NonNullable<ICompletionProvider['shouldShowContinuousHint']>
>[1];

export class SqlCompletionProvider implements ICompletionProvider<SqlItem> {
  constructor(
    private readonly _options: {
      schemas: ISchemas;
      editors: Pick<ISqlEditors, 'of'>;
    }
  ) {}

  readonly identifier = 'CompletionProvider:omnisci-sql';

  /** Before the kernel's (550) and the words of the text (500). */
  readonly rank = 1000;

  isApplicable(context: ICompletionContext): Promise<boolean> {
    return Promise.resolve(this._isSqlEditor(context));
  }

  async fetch(
    request: CompletionHandler.IRequest,
    context: ICompletionContext,
    trigger?: CompletionTriggerKind
  ): Promise<CompletionHandler.ICompletionItemsReply<SqlItem>> {
    const { completionsAt } = await import('./completions');
    const { schemas, editors } = this._options;
    const editor = editors.of(context.widget);
    if (!editor) {
      return { start: request.offset, end: request.offset, items: [] };
    }
    const schema = schemas.of(editor.connection);
    return completionsAt(request, { schema, ...(trigger && { trigger }) });
  }

  /**
   * JupyterLab asks the first provider for the models of all widgets, including those of others.
   */
  async modelFactory(context: ICompletionContext): Promise<Completer.IModel> {
    if (!this._isSqlEditor(context)) {
      return new CompleterModel();
    }
    const { SqlCompleterModel } = await import('./completer-model');
    return new SqlCompleterModel();
  }

  /** While typing, if JupyterLab is set to do so: after a letter, a digit or a dot. */
  shouldShowContinuousHint(
    isVisible: boolean,
    { sourceChange = [] }: SourceChange
  ): boolean {
    const inserted = sourceChange.map(({ insert = '' }) => insert).join('');
    const deletes = sourceChange.some(change => change.delete !== undefined);
    return !isVisible && !deletes && /^[\p{L}\p{N}\p{M}_.]$/u.test(inserted);
  }

  private _isSqlEditor({ widget }: ICompletionContext): boolean {
    return this._options.editors.of(widget) !== null;
  }
}

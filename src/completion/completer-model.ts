/**
 * JupyterLab's model of the list of completions, with our own rule of what fits what is typed:
 * theirs minds the case of the letters, and draws every match.
 */
import { CompleterModel, type CompletionHandler } from '@jupyterlab/completer';
import type { LabIcon } from '@jupyterlab/ui-components';
import type { Candidate } from './candidates';
import { matchesOf, type Match } from './matching';

type Item = CompletionHandler.ICompletionItem;

/** What the provider answers: the candidates themselves, unfiltered. */
export type SqlItem = Item & { candidate: Candidate };

export type SqlCompleterModelOptions = {
  icons: Partial<Record<Candidate['kind'], LabIcon>>;
};

export class SqlCompleterModel extends CompleterModel {
  constructor(private readonly _modelOptions: SqlCompleterModelOptions) {
    super();
  }

  override setCompletionItems(items: readonly Item[]): void {
    this._candidates = (items as readonly SqlItem[]).map(
      ({ candidate }) => candidate
    );
    super.setCompletionItems(items);
  }

  override completionItems(): Item[] {
    if (!this.original) {
      return [];
    }
    this.processedItemsCache ??= matchesOf(this._candidates, this._typed()).map(
      match => this._shown(match)
    );
    return this.processedItemsCache as Item[];
  }

  /** Theirs would escape the label once more. */
  override resolveItem(item: number | Item): Promise<Item | null> | undefined {
    const found =
      typeof item === 'number' ? this.completionItems()[item] : item;
    return found && Promise.resolve(found);
  }

  /** What stands in the place that will be replaced, up to the cursor. */
  private _typed(): string {
    const { current, cursor } = this;
    if (!current || !cursor) {
      return this.query;
    }
    const lines = current.text.split('\n').slice(0, current.line);
    const offset =
      lines.reduce((sum, line) => sum + line.length + 1, 0) + current.column;
    return current.text.slice(cursor.start, offset);
  }

  private _shown({ candidate, start, end }: Match): Item {
    const { label, insertText, kind, detail } = candidate;
    const icon = this._modelOptions.icons[kind];
    return {
      insertText,
      type: detail,
      label:
        start < 0
          ? escaped(label)
          : `${escaped(label.slice(0, start))}<mark>${escaped(
              label.slice(start, end)
            )}</mark>${escaped(label.slice(end))}`,
      ...(icon && { icon })
    };
  }

  private _candidates: readonly Candidate[] = [];
}

/** The list takes labels for HTML. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * JupyterLab's model of the completion list, with our own matching: JupyterLab's is case-sensitive
 * and draws every match. Items of other providers come after ours.
 */
import { CompleterModel, type CompletionHandler } from '@jupyterlab/completer';
import type { Candidate } from './candidates';
import { matchesOf } from './matching';

type Item = CompletionHandler.ICompletionItem;

/** The answer of our provider: everything possible at a position, whatever is typed. */
export type SqlItem = Item & { candidate: Candidate };

/** Maximum number of shown items of other providers. */
const OTHERS_SHOWN = 50;

export class SqlCompleterModel extends CompleterModel {
  override setCompletionItems(items: readonly Item[]): void {
    this._items = new Map();
    this._others = [];
    for (const item of items) {
      if (isSqlItem(item)) {
        this._items.set(item.candidate, item);
      } else {
        this._others.push(item);
      }
    }
    super.setCompletionItems(items);
  }

  override completionItems(): Item[] {
    if (!this.original) {
      return [];
    }
    this.processedItemsCache ??= this._shownItems();
    return this.processedItemsCache as Item[];
  }

  /** JupyterLab would escape the label a second time. */
  override resolveItem(item: number | Item): Promise<Item | null> | undefined {
    const shown =
      typeof item === 'number' ? this.completionItems()[item] : item;
    return shown && resolved(shown);
  }

  private _shownItems(): Item[] {
    const typed = this._typed();
    const ours = matchesOf([...this._items.keys()], typed).map(
      ({ candidate, start, end }) =>
        marked(this._items.get(candidate)!, { start, end })
    );
    // If nothing is typed, all words of the text would match.
    const others = typed === '' && ours.length > 0 ? [] : this._others;
    const names = new Set(ours.map(({ insertText }) => insertText));
    const theirs = others
      .map(item => ({
        item,
        start: item.label.toLowerCase().indexOf(typed.toLowerCase())
      }))
      .filter(({ item, start }) => start === 0 && !names.has(textOf(item)))
      .slice(0, OTHERS_SHOWN)
      .map(({ item, start }) =>
        marked(item, { start, end: start + typed.length })
      );
    return [...ours, ...theirs];
  }

  /** The text to be replaced, up to the cursor. */
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

  private _items = new Map<Candidate, Item>();
  private _others: Item[] = [];
}

const isSqlItem = (item: Item): item is SqlItem => 'candidate' in item;

const textOf = ({ insertText, label }: Item): string => insertText ?? label;

/** The item for the list: its label is HTML and marks the typed part. */
function marked(
  item: Item,
  { start, end }: { start: number; end: number }
): Item {
  const { label } = item;
  return {
    ...item,
    insertText: textOf(item),
    label:
      start < 0 || start === end
        ? escaped(label)
        : `${escaped(label.slice(0, start))}<mark>${escaped(
            label.slice(start, end)
          )}</mark>${escaped(label.slice(end))}`
  };
}

/** The documentation of another provider's item, which may have to load it first. */
async function resolved(shown: Item): Promise<Item> {
  const { resolve } = shown;
  return resolve ? { ...(await resolve()), label: shown.label } : shown;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

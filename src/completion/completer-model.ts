/**
 * JupyterLab's model of the list of completions, with our own rule of what fits what is typed:
 * theirs minds the case of the letters, and draws every match. What other providers offer comes
 * after ours.
 */
import { CompleterModel, type CompletionHandler } from '@jupyterlab/completer';
import type { Candidate } from './candidates';
import { matchesOf } from './matching';

type Item = CompletionHandler.ICompletionItem;

/** What our provider answers: all that can stand at a place, whatever is typed. */
export type SqlItem = Item & { candidate: Candidate };

/** The most that are shown of other providers' items. */
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

  /** Theirs would escape the label once more. */
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
    // Where nothing is typed, all words of the text would fit.
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

  private _items = new Map<Candidate, Item>();
  private _others: Item[] = [];
}

const isSqlItem = (item: Item): item is SqlItem => 'candidate' in item;

const textOf = ({ insertText, label }: Item): string => insertText ?? label;

/** As the list takes it: the label is HTML, and says which part of it was typed. */
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

/** The documentation of another provider's item, which it may have to look up first. */
async function resolved(shown: Item): Promise<Item> {
  const { resolve } = shown;
  return resolve ? { ...(await resolve()), label: shown.label } : shown;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

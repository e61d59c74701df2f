/**
 * The tree of databases, tables and columns with its keys. Only visible rows exist in the document.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { SchemaBrowser } from './browser';
import { domIdOf, ROW_HEIGHT, TreeRowView } from './tree-row';

/** Extra rows beyond either edge. */
const OVERSCAN = 8;
/** A pause after which typing begins a new search. */
const TYPE_AHEAD_MS = 600;

export function TreeView(options: {
  browser: SchemaBrowser;
  /** Action of Enter and of a double click on the active row. */
  insertName: () => void;
  trans: TranslationBundle;
}): React.ReactElement {
  const { browser, insertName, trans } = options;
  const { rows, activeIndex, active } = browser;
  const node = React.useRef<HTMLDivElement>(null);
  const typed = React.useRef({ text: '', at: 0 });
  const [top, setTop] = React.useState(0);
  const height = node.current?.clientHeight ?? window.innerHeight;
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - OVERSCAN);
  const last = Math.ceil((top + height) / ROW_HEIGHT) + OVERSCAN;

  React.useLayoutEffect(() => {
    const tree = node.current;
    if (tree && activeIndex >= 0) {
      const y = activeIndex * ROW_HEIGHT;
      const lowest = y + ROW_HEIGHT - tree.clientHeight;
      tree.scrollTop = Math.max(lowest, Math.min(tree.scrollTop, y));
    }
  }, [active?.id]);

  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const { key } = event;
    if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) {
      openMenu(node.current);
    } else if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (key === 'Enter') {
      choose();
    } else if (key.length === 1 && (key !== ' ' || typed.current.text)) {
      const isOld = event.timeStamp - typed.current.at > TYPE_AHEAD_MS;
      const text = (isOld ? '' : typed.current.text) + key;
      typed.current = { text, at: event.timeStamp };
      browser.typeAhead(text);
    } else if (!browser.press(key)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const choose = (): void => {
    if (browser.active?.kind === 'database') {
      browser.toggle(browser.active);
    } else {
      insertName();
    }
  };

  return (
    <div
      ref={node}
      className="jp-OmniSciSchema-tree"
      role="tree"
      aria-label={trans.__('Database')}
      aria-activedescendant={active ? domIdOf(active) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={event => setTop(event.currentTarget.scrollTop)}
    >
      <div
        role="none"
        className="jp-OmniSciSchema-rows"
        style={{ height: rows.length * ROW_HEIGHT }}
      >
        {rows.slice(first, last).map((row, index) => (
          <TreeRowView
            key={row.id}
            row={row}
            top={(first + index) * ROW_HEIGHT}
            isActive={row === active}
            onActivate={() => browser.activate(first + index)}
            onToggle={() => browser.toggle(row)}
            onChoose={choose}
          />
        ))}
      </div>
    </div>
  );
}

/**
 * JupyterLab's menu opens for the target of the contextmenu event; for the keyboard, that is the
 * tree.
 */
function openMenu(tree: HTMLElement | null): void {
  const row = tree?.querySelector('.jp-mod-active');
  const { left = 0, bottom = 0 } = row?.getBoundingClientRect() ?? {};
  row?.dispatchEvent(
    new MouseEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      clientX: left + ROW_HEIGHT,
      clientY: bottom
    })
  );
}

/** The schema browser on screen: a search field over a tree of which only what is in sight exists. */
import {
  Button,
  caretDownIcon,
  caretRightIcon,
  InputGroup,
  ReactWidget,
  UseSignal
} from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { type Widget } from '@lumino/widgets';
import * as React from 'react';
import { databaseIcon, tableIcon, viewIcon } from './icons';
import type { IConnection, ISchema } from '../tokens';
import type { SchemaBrowser } from './browser';
import type { TreeRow } from './tree';

/** As style/schema.css has it. */
const ROW_HEIGHT = 24;
/** Rows beyond either edge that are there all the same. */
const OVERSCAN = 8;
/** A pause after which typing begins a new search. */
const TYPE_AHEAD_MS = 600;

const ICONS = {
  database: databaseIcon,
  table: tableIcon,
  view: viewIcon
} as const;

export type BrowserViewOptions = {
  browser: SchemaBrowser;
  schema: ISchema;
  connection: IConnection;
  /** What Enter and a double click do with the active row. */
  insertName: () => void;
  trans: TranslationBundle;
};

export class SchemaBrowserView extends ReactWidget {
  constructor(private readonly _options: BrowserViewOptions) {
    super();
    this.addClass('jp-OmniSciSchema-view');
  }

  protected override render(): React.ReactElement {
    const { browser, connection } = this._options;
    return (
      <UseSignal signal={connection.statusChanged}>
        {() => (
          <UseSignal signal={browser.changed}>
            {() => <Browser {...this._options} />}
          </UseSignal>
        )}
      </UseSignal>
    );
  }

  protected override onResize(message: Widget.ResizeMessage): void {
    super.onResize(message);
    this.update();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.update();
  }
}

function Browser(options: BrowserViewOptions): React.ReactElement {
  const { browser, schema, connection, trans } = options;
  const { status } = connection;
  const known = schema.schema;
  if (status && status.state !== 'connected') {
    return (
      <Trouble
        title={trans.__('Not connected to the database')}
        text={status.message}
        action={trans.__('Try again')}
        run={() => void connection.refresh()}
      />
    );
  }
  if (!known?.value) {
    return known?.state === 'failed' ? (
      <Trouble
        title={trans.__('The tables cannot be listed')}
        text={known.message}
        action={trans.__('Try again')}
        run={() => void schema.refresh()}
      />
    ) : (
      <p className="jp-OmniSciSchema-hint" role="status">
        {trans.__('Loading…')}
      </p>
    );
  }
  const { rows, query } = browser;
  const found = rows.filter(({ level }) => level === 2).length;
  return (
    <>
      <InputGroup
        className="jp-OmniSciSchema-search"
        type="search"
        rightIcon="ui-components:search"
        value={query}
        placeholder={trans.__('Search tables and columns')}
        aria-label={trans.__('Search tables and columns')}
        onChange={event => {
          browser.query = event.currentTarget.value;
        }}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            browser.query = '';
          }
        }}
      />
      {known.state === 'failed' && (
        <p className="jp-OmniSciSchema-hint jp-mod-trouble" role="alert">
          {known.message}
        </p>
      )}
      {query !== '' && (
        <p className="jp-OmniSciSchema-hint" role="status">
          {found === 0
            ? trans.__('No tables match “%1”.', query)
            : trans._n(
                '%1 of %2 tables and views',
                '%1 of %2 tables and views',
                found,
                schema.tables.length.toLocaleString('en')
              )}
        </p>
      )}
      {(query === '' || found > 0) && <Tree {...options} />}
    </>
  );
}

function Trouble(props: {
  title: string;
  text: string;
  action: string;
  run: () => void;
}): React.ReactElement {
  return (
    <div className="jp-OmniSciSchema-trouble" role="alert">
      <p className="jp-OmniSciSchema-troubleTitle">{props.title}</p>
      <p>{props.text}</p>
      <Button className="jp-mod-styled jp-mod-accept" onClick={props.run}>
        {props.action}
      </Button>
    </div>
  );
}

function Tree(options: BrowserViewOptions): React.ReactElement {
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
          <Row
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

type RowProps = {
  row: TreeRow;
  top: number;
  isActive: boolean;
  onActivate: () => void;
  onToggle: () => void;
  onChoose: () => void;
};

function Row({ row, top, isActive, ...on }: RowProps): React.ReactElement {
  const { kind, isExpanded } = row;
  const Icon = kind === 'column' || kind === 'note' ? null : ICONS[kind];
  const Caret = isExpanded ? caretDownIcon : caretRightIcon;
  const classes = [
    'jp-OmniSciSchema-row',
    `jp-mod-${kind}`,
    row.isOwn ? 'jp-mod-own' : '',
    isActive ? 'jp-mod-active' : ''
  ];
  return (
    <div
      id={domIdOf(row)}
      className={classes.filter(Boolean).join(' ')}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={isExpanded}
      aria-selected={isActive}
      aria-disabled={kind === 'note' || undefined}
      title={row.tooltip}
      style={{ top, paddingLeft: (row.level - 1) * 16 + 4 }}
      onMouseDown={on.onActivate}
      onContextMenu={on.onActivate}
      onDoubleClick={on.onChoose}
    >
      <span
        className="jp-OmniSciSchema-caret"
        aria-hidden="true"
        onClick={on.onToggle}
        onDoubleClick={event => event.stopPropagation()}
      >
        {isExpanded !== undefined && <Caret.react tag="span" />}
      </span>
      {Icon && (
        <Icon.react
          tag="span"
          className="jp-OmniSciSchema-icon"
          aria-hidden="true"
        />
      )}
      <span className="jp-OmniSciSchema-label">
        <Label row={row} />
      </span>
      {row.detail && (
        <span className="jp-OmniSciSchema-detail">{row.detail}</span>
      )}
    </div>
  );
}

function Label({ row }: { row: TreeRow }): React.ReactElement {
  const { label, match } = row;
  return match ? (
    <>
      {label.slice(0, match.start)}
      <mark>{label.slice(match.start, match.end)}</mark>
      {label.slice(match.end)}
    </>
  ) : (
    <>{label}</>
  );
}

const domIdOf = ({ id }: TreeRow): string =>
  `jp-OmniSciSchema-${encodeURIComponent(id)}`;

/** JupyterLab's menu opens for what a contextmenu event is of; the keyboard's is of the tree. */
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

/** One visible row of the tree: a database, a table, a view, a column or a note. */
import { caretDownIcon, caretRightIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import { tableIcon, viewIcon } from '../editor-icons';
import { databaseIcon } from '../icons';
import type { TreeRow } from './tree';

/** The same as in style/schema.css. */
export const ROW_HEIGHT = 24;

const ICONS = {
  database: databaseIcon,
  table: tableIcon,
  view: viewIcon
} as const;

type RowProps = {
  row: TreeRow;
  top: number;
  isActive: boolean;
  onActivate: () => void;
  onToggle: () => void;
  onChoose: () => void;
};

export function TreeRowView({
  row,
  top,
  isActive,
  ...on
}: RowProps): React.ReactElement {
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

export const domIdOf = ({ id }: TreeRow): string =>
  `jp-OmniSciSchema-${encodeURIComponent(id)}`;

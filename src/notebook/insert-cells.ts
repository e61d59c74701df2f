/** Inserts code cells into an open notebook where the user is, and runs none of them. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ConnectionKey } from '../../server/protocol';
import {
  freeConnectionNames,
  freeNames,
  type CellNames,
  type ConnectionNames
} from '../cells/cell-names';
import { findConnection, type FoundConnection } from '../cells/find-connection';

/** Whether a notebook's code is Python, as far as known; a new notebook does not say. */
export function isPython(panel: NotebookPanel): boolean {
  const { sharedModel } = panel.content.model ?? {};
  const metadata = sharedModel?.getMetadata();
  const language =
    metadata?.language_info?.name ??
    (metadata?.kernelspec as { language?: string } | undefined)?.language ??
    'python';
  return language.toLowerCase() === 'python';
}

/** The variables of a notebook for a connection, and the free ones. */
export function cellContext(
  panel: NotebookPanel,
  key: ConnectionKey
): {
  /** `null` if no cell connects to it. */
  connection: FoundConnection | null;
  names: CellNames;
  /** For a cell that does. */
  connectionNames: ConnectionNames;
} {
  const { cells = [] } = panel.content.model?.sharedModel ?? {};
  const sources = cells.map(cell =>
    cell.cell_type === 'code' ? cell.getSource() : ''
  );
  return {
    connection: findConnection(sources, {
      index: panel.content.activeCellIndex + 1,
      key
    }),
    names: freeNames(sources),
    connectionNames: freeConnectionNames(sources)
  };
}

/**
 * Below the active cell, or in its place if that cell is empty. The last new cell becomes active.
 */
export function insertCells(
  panel: NotebookPanel,
  sources: readonly string[]
): void {
  const { content } = panel;
  const { sharedModel } = content.model ?? {};
  if (!sharedModel) {
    return;
  }
  const active = content.activeCellIndex;
  const activeCell = sharedModel.cells[active];
  const fills =
    activeCell?.cell_type === 'code' && activeCell.getSource().trim() === '';
  const first = fills ? active : active + 1;
  sharedModel.transact(() => {
    if (fills) {
      sharedModel.deleteCell(active);
    }
    sharedModel.insertCells(
      first,
      sources.map(source => ({
        cell_type: 'code' as const,
        source,
        metadata: { trusted: true }
      }))
    );
  });
  const last = first + sources.length - 1;
  content.activeCellIndex = last;
  content.deselectAll();
  content.mode = 'command';
  void content.scrollToItem(last, 'smart').catch(() => {
    // It is not rendered yet, or gone: there is nothing to scroll to.
  });
}

/** What tabs say of connections. */
import { Signal } from '@lumino/signaling';
import { expect, test } from 'vitest';
import { ConnectionTabs } from '../../../../src/connections/connection-tabs';
import { shortLabel } from '../../../../src/connection-info/short-label';
import type {
  IConnections,
  ISqlEditor,
  ISqlEditors
} from '../../../../src/tokens';
import { FakeConnection, trans } from '../../../helpers/fake-connection';

const to = (key: string): FakeConnection =>
  new FakeConnection({ statuses: [], key });

/** An editor's tab, and what moves and closes it. */
class FakeEditor {
  constructor(public connection: FakeConnection) {}

  readonly connectionChanged = new Signal<this, void>(this);
  readonly widget = {
    title: { dataset: { type: 'file' } as Record<string, string> },
    disposed: new Signal<object, void>({})
  };

  get says(): string | undefined {
    return this.widget.title.dataset['omnisci-connection'];
  }

  moveTo(connection: FakeConnection): void {
    this.connection = connection;
    this.connectionChanged.emit();
  }
}

function world() {
  const items: FakeEditor[] = [];
  const opened = new Signal<object, FakeEditor>({});
  const tabs = new ConnectionTabs({
    editors: { items, opened } as unknown as ISqlEditors,
    connections: {
      changed: new Signal<object, void>({})
    } as unknown as IConnections,
    trans
  });
  const open = (connection: FakeConnection): FakeEditor => {
    const editor = new FakeEditor(connection);
    items.push(editor);
    opened.emit(editor);
    return editor;
  };
  const close = (editor: FakeEditor): void => {
    items.splice(items.indexOf(editor), 1);
    editor.widget.disposed.emit();
  };
  return { open, close, tabs };
}

test('tabs say nothing while all editors are on one connection', () => {
  const { open } = world();
  const handover = to('handover');
  const editors = [open(handover), open(handover)];
  expect(editors.map(({ says }) => says)).toEqual([undefined, undefined]);
});

test('they say where they are from the second connection on, and no longer than that', () => {
  const { open, close } = world();
  const [handover, flights, prod] = [
    to('handover'),
    to('handover;flights'),
    to('prod')
  ];
  const [first, second] = [open(handover), open(flights)];
  expect([first, second].map(({ says }) => says)).toEqual([
    'Immerse',
    'Immerse · flights'
  ]);
  second.moveTo(prod);
  expect(second.says).toBe('prod');
  second.moveTo(handover);
  expect([first, second].map(({ says }) => says)).toEqual([
    undefined,
    undefined
  ]);
  second.moveTo(prod);
  close(second);
  expect(first.widget.title.dataset).toEqual({ type: 'file' });
});

test('nothing is said any more once this is disposed of', () => {
  const { open, tabs } = world();
  open(to('handover'));
  tabs.dispose();
  expect(open(to('prod')).says).toBeUndefined();
});

test('a server is called by its label', () => {
  const { label } = to('prod;flights') as Pick<
    ISqlEditor['connection'],
    'label'
  >;
  expect(
    shortLabel({ key: 'prod;flights', server: 'prod', label }, trans)
  ).toBe(label);
});

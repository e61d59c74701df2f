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

/** As Lumino's, which tells of each change. */
class FakeTitle {
  readonly changed = new Signal<this, void>(this);
  dataset: Record<string, string> = { type: 'file' };

  get caption(): string {
    return this._caption;
  }

  set caption(text: string) {
    this._caption = text;
    this.changed.emit();
  }

  private _caption = '';
}

/** An editor's tab, and what moves and closes it. */
class FakeEditor {
  constructor(public connection: FakeConnection) {}

  readonly connectionChanged = new Signal<this, void>(this);
  readonly widget = {
    title: new FakeTitle(),
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

test('the tooltip says it, too, below what else it says, however often that is written', () => {
  const { open, close } = world();
  const { title } = open(to('handover')).widget;
  title.caption = 'Name: a.sql';
  const second = open(to('prod'));
  expect(title.caption).toBe('Name: a.sql\nConnected to Immerse');
  title.caption = 'Name: b.sql\nPath: b.sql';
  expect(title.caption).toBe('Name: b.sql\nPath: b.sql\nConnected to Immerse');
  expect(second.widget.title.caption).toBe('Connected to prod');
  close(second);
  expect(title.caption).toBe('Name: b.sql\nPath: b.sql');
});

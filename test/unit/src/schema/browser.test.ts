import { Signal } from '@lumino/signaling';
import { describe, expect, test } from 'vitest';
import type {
  SchemaColumnsReply,
  SchemaReply,
  SchemaTable
} from '../../../../server/protocol';
import { SchemaBrowser } from '../../../../src/schema/browser';
import type { Loadable } from '../../../../src/tokens';
import type { ISchema } from '../../../../src/tokens';
import {
  connected,
  FakeConnection,
  trans
} from '../../../helpers/fake-connection';

const ready = <T>(value: T): Loadable<T> => ({
  state: 'ready',
  value,
  message: ''
});

const table = (name: string, kind: SchemaTable['kind'] = 'table') => ({
  name,
  kind,
  columnCount: 2
});

const columns: SchemaColumnsReply = {
  columns: [
    {
      name: 'origin',
      type: 'TEXT ENCODING DICT(32)',
      nullable: true,
      comment: ''
    },
    { name: 'delay', type: 'SMALLINT', nullable: false, comment: 'in minutes' }
  ],
  viewSql: '',
  comment: ''
};

/** A schema whose answers are there as soon as they are asked for. */
class FakeSchema implements ISchema {
  readonly connection = new FakeConnection({ statuses: [connected()] });
  readonly changed: Signal<ISchema, void> = new Signal<ISchema, void>(this);
  readonly asked: string[] = [];
  schema: Loadable<SchemaReply> | null = ready({
    database: 'heavyai',
    databases: ['heavyai', 'other'],
    tables: [table('airports'), table('flights'), table('late', 'view')]
  });

  get tables(): SchemaTable[] {
    return this.schema?.value?.tables ?? [];
  }
  table(name: string): SchemaTable | null {
    return this.tables.find(found => found.name === name) ?? null;
  }
  columns(name: string): Loadable<SchemaColumnsReply> | null {
    return this.asked.includes(`columns ${name}`) ? ready(columns) : null;
  }
  tablesOf(name: string): Loadable<SchemaTable[]> | null {
    return this.asked.includes(`tables ${name}`) ? ready([]) : null;
  }
  rowCount(name: string): number | null {
    return this.asked.includes(`rows ${name}`) ? 1234567 : null;
  }
  load = (): Promise<void> => this._ask('schema');
  loadColumns = (name: string): Promise<void> => this._ask(`columns ${name}`);
  loadTablesOf = (name: string): Promise<void> => this._ask(`tables ${name}`);
  loadRowCount = (name: string): Promise<void> => this._ask(`rows ${name}`);
  refresh = (): Promise<void> => this._ask('refresh');
  refreshTable = (name: string): Promise<void> => this._ask(`again ${name}`);

  private _ask(what: string): Promise<void> {
    if (!this.asked.includes(what)) {
      this.asked.push(what);
      this.changed.emit();
    }
    return Promise.resolve();
  }
}

function world() {
  const schema = new FakeSchema();
  const browser = new SchemaBrowser({ schema, trans });
  const shown = (): string[] =>
    browser.rows.map(
      ({ level, label, detail }) =>
        `${'  '.repeat(level - 1)}${label}${detail && ` ${detail}`}`
    );
  const press = (...keys: string[]): string => {
    keys.forEach(key => browser.press(key));
    return browser.active?.label ?? '';
  };
  return { schema, browser, shown, press };
}

test('begins with the session’s own database open', () => {
  expect(world().shown()).toEqual([
    'heavyai 3',
    '  airports',
    '  flights',
    '  late',
    'other'
  ]);
});

test('an expanded table shows its columns, and how many rows it has', () => {
  const { shown, press, schema } = world();
  press('ArrowDown', 'ArrowDown', 'ArrowRight');
  expect(shown()).toEqual([
    'heavyai 3',
    '  airports',
    '  flights 1,234,567 rows',
    '    origin TEXT',
    '    delay SMALLINT',
    '  late',
    'other'
  ]);
  expect(schema.asked).toEqual(['columns flights', 'rows flights']);
});

test('the rows of a view are not counted', () => {
  const { press, schema } = world();
  press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight');
  expect(schema.asked).toEqual(['columns late']);
});

test('another database says so where its tables cannot be listed', () => {
  const { browser, shown, press } = world();
  press('End', 'ArrowRight');
  expect(shown().slice(-2)).toEqual(['other', '  Its tables cannot be listed']);
  expect(browser.active?.isOwn).toBe(false);
});

test('a column tells its whole type, and what it means, in its tooltip', () => {
  const { browser, press } = world();
  press('ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowDown');
  expect(browser.active?.tooltip).toBe('delay SMALLINT NOT NULL\nin minutes');
});

describe('keys', () => {
  test('go up and down, and stop at either end', () => {
    const { press } = world();
    expect(press('ArrowDown')).toBe('airports');
    expect(press('ArrowUp', 'ArrowUp')).toBe('heavyai');
    expect(press('End')).toBe('other');
    expect(press('ArrowDown')).toBe('other');
    expect(press('Home')).toBe('heavyai');
  });

  test('open, go in, go out and close', () => {
    const { press, shown } = world();
    expect(press('ArrowDown', 'ArrowRight', 'ArrowRight')).toBe('origin');
    expect(press('ArrowLeft')).toBe('airports');
    press('ArrowLeft');
    expect(shown()).not.toContain('    origin TEXT');
    expect(press('ArrowLeft')).toBe('heavyai');
  });

  test('that mean nothing here are left to others', () => {
    expect(world().browser.press('Escape')).toBe(false);
  });

  test('typed find the next row that begins so', () => {
    const { browser } = world();
    browser.typeAhead('fl');
    expect(browser.active?.label).toBe('flights');
    browser.typeAhead('AIR');
    expect(browser.active?.label).toBe('airports');
  });
});

describe('searching', () => {
  test('leaves the tables whose name fits, with the part that does', () => {
    const { browser, shown } = world();
    browser.query = 'LIGH';
    expect(shown()).toEqual(['heavyai 3', '  flights']);
    expect(browser.rows[1]?.match).toEqual({ start: 1, end: 5 });
  });

  test('finds columns that are known, and opens their table', () => {
    const { browser, shown, press } = world();
    press('ArrowDown', 'ArrowRight');
    browser.query = 'dela';
    expect(shown()).toEqual([
      'heavyai 3',
      '  airports 1,234,567 rows',
      '    delay SMALLINT'
    ]);
  });

  test('that finds nothing shows no table', () => {
    const { browser, shown } = world();
    browser.query = 'xyz';
    expect(shown()).toEqual(['heavyai 3']);
  });
});

test('collapsing all leaves the tables', () => {
  const { browser, shown, press } = world();
  press('ArrowDown', 'ArrowRight', 'End', 'ArrowRight');
  browser.collapseAll();
  expect(shown()).toHaveLength(5);
});

test('a row that is gone gives its place to the first', () => {
  const { browser, schema, press } = world();
  press('ArrowDown', 'ArrowDown');
  schema.schema = ready({
    database: 'heavyai',
    databases: ['heavyai'],
    tables: [table('airports')]
  });
  schema.changed.emit();
  expect(browser.active?.label).toBe('heavyai');
});

test('each row tells its place among its siblings', () => {
  const { browser } = world();
  expect(
    browser.rows.map(({ position, siblings }) => `${position}/${siblings}`)
  ).toEqual(['1/2', '1/3', '2/3', '3/3', '2/2']);
});

test('2,000 tables can be searched', () => {
  const { browser, schema } = world();
  schema.schema = ready({
    database: 'heavyai',
    databases: ['heavyai'],
    tables: Array.from({ length: 2000 }, (_, n) => table(`t${n}`))
  });
  schema.changed.emit();
  browser.query = 't199';
  expect(browser.rows).toHaveLength(1 + 11);
});

import { describe, expect, test } from 'vitest';
import { SqlStatement } from '../../../../src/sql/statement';
import {
  connectionName,
  describeConnection
} from '../../../../src/connection-info/connection-name';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import { doneText } from '../../../../src/result-view/done-text';
import {
  byteCount,
  clockTime,
  duration
} from '../../../../src/text/format-amount';
import { connectionPlaceholder } from '../../../../src/result-view/connection-placeholder';
import { idlePlaceholder } from '../../../../src/result-view/idle-placeholder';
import { statementPlaceholder } from '../../../../src/result-view/statement-placeholder';
import type { Outcome } from '../../../../src/run/execution/outcome';
import {
  activityText,
  activityTimes,
  outcomeText
} from '../../../../src/result-view/outcome-text';
import type { Activity } from '../../../../src/run/execution/request-slot';
import { statementKind } from '../../../../src/sql/statement-kind';
import type { ConnectionStatus } from '../../../../src/tokens';
import {
  connected,
  FakeConnection,
  noSignIn,
  trans,
  troubled
} from '../../../helpers/fake-connection';
import { FakeDatabase, rows } from '../../../helpers/fake-database';
import { editorOn, shown } from './editor-on';

const rowsOf = async (total: number): Promise<Outcome> => {
  const { model } = editorOn(new FakeDatabase(rows(total)));
  await model.runner.run([new SqlStatement('SELECT 1', null)]);
  const { outcome } = shown(model);
  return outcome.kind === 'rows' ? { ...outcome, elapsedMs: 1234 } : outcome;
};

describe('the line under the rows', () => {
  test('counts rows and columns and tells both times', async () => {
    expect(outcomeText(await rowsOf(1), trans)).toBe(
      '1 row · 1 column · 1.23 s (database 3 ms)'
    );
    expect(outcomeText(await rowsOf(2000), trans)).toMatch(
      /^2,000 rows · 1 column/
    );
  });

  test('says so plainly when there are more rows than shown', async () => {
    expect(outcomeText(await rowsOf(10_001), trans)).toMatch(
      /^The first 10,000 rows · 1 column/
    );
  });

  test.each([
    'statement_not_sent',
    'session_not_altered',
    'read_only'
  ] as const)(
    'says of a statement that was refused as %s that it was not sent',
    code => {
      const error = new SidecarError(code, 'It is refused.');
      const outcome: Outcome = { kind: 'failed', error, elapsedMs: 3 };
      expect(outcomeText(outcome, trans)).toBe('Not sent');
    }
  );

  test('tells how long it has been going on, and how much has arrived', () => {
    const activity: Activity = {
      kind: 'loading',
      startedAt: 1_000,
      isCancelling: false,
      bytes: 3_400_000,
      expectedBytes: 12_000_000,
      rows: 100_000,
      rowLimit: 100_000
    };
    expect(activityText(activity, trans)).toBe('Loading 100,000 rows…');
    expect(activityTimes(activity, { now: 8_500, trans })).toBe(
      '0:07 · 3.4 MB of 12.0 MB, 100,000 rows'
    );
    expect(activityText({ ...activity, isCancelling: true }, trans)).toBe(
      'Cancelling…'
    );
  });
});

test('amounts are written for people', () => {
  expect([340.2, 1234, 12_345, 125_000].map(duration)).toEqual([
    '340 ms',
    '1.23 s',
    '12.3 s',
    '2:05 min'
  ]);
  expect([999, 61_000, 3_600_000].map(clockTime)).toEqual([
    '0:00',
    '1:01',
    '60:00'
  ]);
  expect([1, 999_001, 12_340_000, 2.5e9].map(byteCount)).toEqual([
    '1 kB',
    '1000 kB',
    '12.3 MB',
    '2.50 GB'
  ]);
});

describe('in place of rows', () => {
  const kind = statementKind('SELECT 1');
  const elapsedMs = 5;
  const reveal = (): void => undefined;
  const messageOf = (outcome: Outcome) =>
    statementPlaceholder(
      {
        outcome,
        kind,
        errorText: outcome.kind === 'failed' ? outcome.error.message : '',
        errorRange: null
      },
      { reveal, trans }
    );

  test('stands the database’s own text when a query fails, letter by letter', () => {
    const error = new SidecarError(
      'query_failed',
      "SQL Error: Object 'x' not found"
    );
    const outcome: Outcome = { kind: 'failed', error, elapsedMs };
    const content = messageOf(outcome);
    expect(content?.verbatim).toBe("SQL Error: Object 'x' not found");
    expect(content?.action).toBeUndefined();
    expect(content?.requestId).toBe('');
  });

  test('stands the request ID of what the log tells more of', () => {
    const error = new SidecarError('internal_error', 'It failed.', {
      requestId: 'abc123'
    });
    expect(messageOf({ kind: 'failed', error, elapsedMs })?.requestId).toBe(
      'abc123'
    );
  });

  test('stands a way to the place in the text that the database complained of', async () => {
    const database = new FakeDatabase(() =>
      Promise.reject(
        new SidecarError(
          'query_failed',
          "SQL Error: From line 2, column 6 to line 2, column 9: Object 'fake' not found"
        )
      )
    );
    const text = '-- one\nSELECT 1;\nSELECT *\nFROM fake';
    const { model } = editorOn(database, { text });
    const from = text.indexOf('SELECT *');
    await model.runner.run([
      new SqlStatement(text.slice(from), { from, to: text.length })
    ]);
    const run = shown(model);
    const content = statementPlaceholder(run, { reveal, trans });
    expect(content?.verbatim).toContain(
      'From line 4, column 6 to line 4, column 9'
    );
    expect(content?.action?.label).toBe('Show in the Text');
    const { errorRange } = run;
    expect(errorRange && text.slice(errorRange.from, errorRange.to)).toBe(
      'fake'
    );
  });

  test('stands what the database was told when a query was cancelled', () => {
    const message = 'The database stopped it.';
    const outcome: Outcome = { kind: 'cancelled', message, elapsedMs };
    expect(messageOf(outcome)).toEqual({ tone: 'quiet', title: message });
  });

  test('stands nothing once there are rows', async () => {
    expect(messageOf(await rowsOf(1))).toBeNull();
  });

  test('stands a hint before the first query', () => {
    expect(idlePlaceholder(connected(), trans).text).toContain('Shift+Enter');
    expect(idlePlaceholder(null, trans).title).toBe('Connecting…');
  });
});

function connectionAt(status: ConnectionStatus | null): FakeConnection {
  const connection = new FakeConnection({ statuses: [] });
  connection.status = status;
  return connection;
}

describe('a connection in trouble', () => {
  const recovery = {
    stopped: null,
    isConnected: false,
    retry: () => Promise.resolve()
  };

  test('is told with a way to try again', () => {
    expect(
      connectionPlaceholder({
        connection: connectionAt(troubled('The file is gone.')),
        recovery,
        signIn: noSignIn,
        trans
      })
    ).toMatchObject({
      title: 'Not connected to the database',
      text: 'The file is gone.',
      action: { label: 'Try again' }
    });
  });

  test('sends back to Immerse when the session has expired', () => {
    const status = { ...troubled('It expired.'), state: 'session_expired' };
    expect(
      connectionPlaceholder({
        connection: connectionAt(status as ReturnType<typeof troubled>),
        recovery,
        signIn: noSignIn,
        trans
      })?.text
    ).toContain('Open JupyterLab from Immerse again');
  });

  test.each([
    ['session_expired', 'Your session has ended'],
    ['session_missing', 'There is no database session']
  ] as const)('leads to the page to log in for %s', (state, title) => {
    const { reply } = connected();
    const loginUrl = 'https://immerse.example/login';
    const status = {
      ...{ state, message: 'It is gone.' },
      reply: { ...reply!, loginUrl }
    };
    expect(
      connectionPlaceholder({
        connection: connectionAt(status),
        recovery,
        signIn: noSignIn,
        trans
      })
    ).toMatchObject({ title, action: { label: 'Log In' } });
  });

  test('is none when connected, or before anybody asked', () => {
    expect(
      connectionPlaceholder({
        connection: connectionAt(connected()),
        recovery,
        signIn: noSignIn,
        trans
      })
    ).toBeNull();
    expect(
      connectionPlaceholder({
        connection: connectionAt(null),
        recovery,
        signIn: noSignIn,
        trans
      })
    ).toBeNull();
  });
});

test.each([
  ['CREATE TABLE t (a INT)', 'Table created.'],
  ['create or replace view v as select 1', 'View created.'],
  ['CREATE TABLE IF NOT EXISTS t (a INT)', 'Done. It exists.'],
  ['DROP TABLE t', 'Table dropped.'],
  ['DROP VIEW IF EXISTS v', 'Done. It no longer exists.'],
  ['INSERT INTO t VALUES (1)', 'Rows inserted.'],
  ['UPDATE t SET a = 1', 'Rows updated.'],
  ['DELETE FROM t', 'Rows deleted.'],
  ['TRUNCATE TABLE t', 'Table emptied.'],
  ['ALTER TABLE t ADD COLUMN b INT', 'Table altered.'],
  ['/* x */ GRANT SELECT ON TABLE t TO u', 'Privileges granted.'],
  ['ALTER SESSION SET x = 1', 'Altered.'],
  ['KILL QUERY 1', 'Done. The statement returned no table.']
])('%j says what it did, without a count: %s', (sql, text) => {
  expect(doneText(statementKind(sql), trans)).toBe(text);
});

test('the connection is told as user and database, and in full with its host', () => {
  const reply = connected().reply!;
  expect(connectionName(reply)).toBe('ada @ flights');
  expect(describeConnection(reply)).toBe('ada @ flights · localhost:6278');
  const unknown = { ...reply, user: '', database: '' };
  expect(connectionName(unknown)).toBe('localhost:6278');
  expect(describeConnection(unknown)).toBe('localhost:6278');
});

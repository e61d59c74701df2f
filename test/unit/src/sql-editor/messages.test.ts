import { Int32, Table, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { describeConnection } from '../../../../src/connection/status';
import { ResultTable } from '../../../../src/results/result-table';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import { messageContent } from '../../../../src/sql-editor/message-content';
import type { Outcome } from '../../../../src/sql-editor/model';
import { outcomeText } from '../../../../src/sql-editor/outcome-text';
import {
  connected,
  emptyReply,
  trans,
  troubled
} from '../../../helpers/fake-connection';

const retry = (): void => undefined;
const rows = (count: number, more: boolean): Outcome => ({
  kind: 'rows',
  table: new ResultTable(
    new Table({
      n: vectorFromArray(
        Array.from({ length: count }, (_, i) => i),
        new Int32()
      )
    })
  ),
  summary: { ...emptyReply.summary, rows: count, more },
  elapsedMs: 1234
});

describe('the line under the rows', () => {
  test('counts rows and columns and tells both times', () => {
    expect(outcomeText(rows(1, false), trans)).toBe(
      '1 row · 1 column · 1.23 s (database 3 ms)'
    );
    expect(outcomeText(rows(2000, false), trans)).toMatch(
      /^2,000 rows · 1 column/
    );
  });

  test('says so plainly when there are more rows than shown', () => {
    expect(outcomeText(rows(10_000, true), trans)).toMatch(
      /^The first 10,000 rows; there are more/
    );
  });
});

describe('in place of rows', () => {
  const content = (outcome: Outcome, status = connected()) =>
    messageContent({ outcome, status, retry, trans });

  test('stands the trouble with the connection, and a way to try again', () => {
    expect(
      content({ kind: 'idle' }, troubled('The file is gone.'))
    ).toMatchObject({
      text: 'The file is gone.',
      action: { label: 'Try again' }
    });
  });

  test('stands the database’s own text when a query fails, letter by letter', () => {
    const error = new SidecarError(
      'query_failed',
      "SQL Error: Object 'x' not found"
    );
    const shown = content({ kind: 'failed', error });
    expect(shown?.verbatim).toBe("SQL Error: Object 'x' not found");
    expect(shown?.action).toBeUndefined();
  });

  test('stands a way to try again when the session expired under a query', () => {
    const error = new SidecarError('session_expired', 'It expired.');
    expect(content({ kind: 'failed', error })).toMatchObject({
      action: { label: 'Try again' }
    });
  });

  test('stands a hint before the first query', () => {
    expect(content({ kind: 'idle' })?.text).toContain('Shift+Enter');
  });

  test('stands nothing once there are rows', () => {
    expect(content(rows(1, false))).toBeNull();
  });
});

test('the connection is told as user, database and host', () => {
  const { reply } = connected();
  expect(reply && describeConnection(reply)).toBe(
    'ada @ flights · localhost:6278'
  );
});

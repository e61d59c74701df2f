// @vitest-environment jsdom
/** What two SQL editors side by side tell of the same outage. */
import { sqlEditorInJsdom } from '../../../helpers/sql-editor-in-jsdom';
import { afterEach, expect, test } from 'vitest';
import { ErrorAnnouncers } from '../../../../src/result-view/error-announcers';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import {
  connected,
  FakeConnection,
  troubled
} from '../../../helpers/fake-connection';

const open: { dispose(): void }[] = [];

afterEach(() => {
  open.splice(0).forEach(widget => widget.dispose());
});

type OpenEditor = ReturnType<typeof sqlEditorInJsdom>;

function twoEditors(
  connection: FakeConnection,
  other = connection
): { first: OpenEditor; second: OpenEditor } {
  const announcers = new ErrorAnnouncers();
  const text = 'SELECT 1';
  const first = sqlEditorInJsdom({ connection, text, announcers });
  const second = sqlEditorInJsdom({ connection: other, text, announcers });
  open.push(first.widget, second.widget);
  return { first, second };
}

/** What an editor says in place of rows, and what it offers there, once React has drawn it. */
const said = ({ content }: OpenEditor): string[] =>
  [...content.node.querySelectorAll('.jp-OmniSciMessage')]
    .filter(({ parentElement }) => !parentElement?.closest('.lm-mod-hidden'))
    .flatMap(message => [
      ...message.querySelectorAll('.jp-OmniSciMessage-title, button')
    ])
    .map(({ textContent }) => textContent);

const NOT_CONNECTED = ['Not connected to the database', 'Try again'];
const QUIET = ['Not connected'];
const READY = ['Ready for a query'];

const outage = (): FakeConnection =>
  new FakeConnection({
    statuses: [troubled(), troubled(), connected()],
    answers: [
      () => Promise.reject(new SidecarError('session_missing', 'It is gone.'))
    ]
  });

test('an outage is told by one of them, and healed in both', async () => {
  const connection = outage();
  const { first, second } = twoEditors(connection);
  await connection.refresh();
  await expect.poll(() => said(first)).toEqual(NOT_CONNECTED);
  await expect.poll(() => said(second)).toEqual(QUIET);
  await connection.refresh();
  await connection.refresh();
  await expect.poll(() => said(first)).toEqual(READY);
  await expect.poll(() => said(second)).toEqual(READY);
});

test('it is told by the other one when the first leaves the screen', async () => {
  const connection = outage();
  const { first, second } = twoEditors(connection);
  await connection.refresh();
  first.widget.hide();
  await expect.poll(() => said(second)).toEqual(NOT_CONNECTED);
  first.widget.show();
  await expect.poll(() => said(first)).toEqual(QUIET);
  second.widget.dispose();
  await expect.poll(() => said(first)).toEqual(NOT_CONNECTED);
});

test('it is told where the user runs something, and the other one keeps quiet', async () => {
  const connection = outage();
  const { first, second } = twoEditors(connection);
  await connection.refresh();
  await second.content.runAll();
  await expect.poll(() => said(second)).toEqual(NOT_CONNECTED);
  await expect.poll(() => said(first)).toEqual(QUIET);
});

test('of two connections each is told', async () => {
  const [one, other] = [outage(), outage()];
  const { first, second } = twoEditors(one, other);
  await one.refresh();
  await other.refresh();
  await expect.poll(() => said(first)).toEqual(NOT_CONNECTED);
  await expect.poll(() => said(second)).toEqual(NOT_CONNECTED);
});

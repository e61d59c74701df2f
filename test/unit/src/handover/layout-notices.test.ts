// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import { MainAreaWidget } from '@jupyterlab/apputils';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { afterEach, expect, test } from 'vitest';
import { LayoutNotices } from '../../../../src/handover/layout-notices';
import type { ISqlEditor, ISqlEditors } from '../../../../src/tokens';
import { trans } from '../../../helpers/fake-connection';

const attached: Widget[] = [];

afterEach(() => {
  attached.splice(0).forEach(widget => widget.dispose());
});

/** A tab of the main area, on screen. */
function tab(): MainAreaWidget {
  const widget = new MainAreaWidget({ content: new Widget() });
  Widget.attach(widget, document.body);
  attached.push(widget);
  return widget;
}

/** Where `current` is the widget that is current, and `editor` is that of the current SQL editor. */
function noticesIn(options: {
  current: Widget | null;
  editor?: MainAreaWidget;
}): LayoutNotices {
  const { current, editor } = options;
  return new LayoutNotices({
    editors: {
      current: editor ? ({ widget: editor } as unknown as ISqlEditor) : null,
      opened: new Signal({} as ISqlEditors)
    },
    shell: { currentWidget: current },
    restore: () => undefined,
    trans
  });
}

/** What a tab says on top, once React has drawn it. */
const saidIn = (widget: MainAreaWidget) =>
  expect.poll(() => widget.contentHeader.node.textContent);

test('that the layout is restored is said in the SQL editor on screen', async () => {
  const [editor, current] = [tab(), tab()];
  await noticesIn({ current, editor }).sayRestored(true);
  await saidIn(editor).toBe('Your previous layout is restored.Undo');
  expect(current.contentHeader.widgets).toEqual([]);
});

test('that the layout is restored is said in what is current, where no SQL editor is on screen', async () => {
  const [editor, current] = [tab(), tab()];
  editor.hide();
  await noticesIn({ current, editor }).sayRestored(false);
  await saidIn(current).toBe('Your previous layout is restored.');
  expect(editor.contentHeader.widgets).toEqual([]);
});

test('that the layout is restored is said nowhere, where nothing has a place for it', async () => {
  const current = new Widget();
  attached.push(current);
  await expect(
    noticesIn({ current }).sayRestored(true)
  ).resolves.toBeUndefined();
});

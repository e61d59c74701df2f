// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import { Panel, Widget } from '@lumino/widgets';
import { expect, test } from 'vitest';
import { bringToFront } from '../../../../src/shell/bring-to-front';

test('a widget comes to the front with its tab, and a part of a tab is scrolled to', () => {
  const activated: string[] = [];
  const scrolled: Widget[] = [];
  const [tab, notebook, output, nowhere] = [
    new Widget(),
    new Panel(),
    new Widget(),
    new Widget()
  ];
  [tab.id, notebook.id, nowhere.id] = ['tab', 'notebook', 'nowhere'];
  for (const widget of [tab, output, nowhere]) {
    widget.node.scrollIntoView = () => scrolled.push(widget);
  }
  notebook.addWidget(output);
  const shell = {
    widgets: () => [tab, notebook].values(),
    activateById: (id: string) => activated.push(id)
  };
  [tab, output, nowhere].forEach(widget => bringToFront(shell, widget));
  expect(activated).toEqual(['tab', 'notebook']);
  expect(scrolled).toEqual([output]);
});

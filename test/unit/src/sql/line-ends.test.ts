import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { withLineFeeds } from '../../../../src/sql/line-ends';

test.each(['a\r\nb', 'a\rb', 'a\n\r\n\rb', 'a\u2028b\u0085c', '\r\n\r\n'])(
  '%j has the offsets at which CodeMirror shows it',
  text => {
    const shown = EditorState.create({ doc: text }).doc.toString();
    expect(withLineFeeds(text)).toBe(shown);
  }
);

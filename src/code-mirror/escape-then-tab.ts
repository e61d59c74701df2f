/**
 * The keyboard's way out of a text editor, in which Tab completes and indents: Escape, and then Tab
 * or Shift+Tab moves the focus. WCAG 2.1.2 requires such a way, and requires that users are told.
 */
import { Prec, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** The editor has this class while Tab moves the focus; key bindings for Tab exclude it. */
const TAB_MOVES_FOCUS = 'jp-mod-tabMovesFocus';

/** Only these keys do not end the mode. */
const KEYS = ['Escape', 'Tab', 'Shift'];

/** @param description - read by assistive technology. */
export function escapeThenTab(description: string): Extension {
  return [
    EditorView.contentAttributes.of({ 'aria-description': description }),
    Prec.highest(
      EditorView.domEventHandlers({
        keydown: ({ key }, view) => {
          if (key === 'Escape') {
            setTabMovesFocus(view, true);
          } else if (!KEYS.includes(key)) {
            setTabMovesFocus(view, false);
          }
          return false;
        },
        mousedown: (_, view) => setTabMovesFocus(view, false),
        blur: (_, view) => setTabMovesFocus(view, false)
      })
    )
  ];
}

function setTabMovesFocus(view: EditorView, moves: boolean): void {
  view.setTabFocusMode(moves);
  view.dom.parentElement?.classList.toggle(TAB_MOVES_FOCUS, moves);
}

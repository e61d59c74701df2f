/**
 * The keyboard's way out of a text editor, in which Tab completes and indents: Escape, and then Tab
 * or Shift+Tab moves the focus. WCAG 2.1.2 wants one, and wants it told.
 */
import { Prec, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** The editor has it while Tab moves the focus; keys for Tab spare editors that do. */
const TAB_MOVES_FOCUS = 'jp-mod-tabMovesFocus';

/** These alone do not end it. */
const KEYS = ['Escape', 'Tab', 'Shift'];

/** @param description - what an assistive technology says of the way out. */
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

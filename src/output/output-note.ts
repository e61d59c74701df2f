/** A line in an output: a text, and a button if there is something to do. */
import { Widget } from '@lumino/widgets';

export type OutputNoteOptions = {
  text: string;
  action?: { label: string; run: () => void };
};

export class OutputNote extends Widget {
  constructor({ text, action }: OutputNoteOptions) {
    super();
    this.addClass('jp-OmniSciOutput-note');
    // As text: anybody may have written the notebook.
    this.node.append(text);
    if (action) {
      const button = document.createElement('button');
      button.className = 'jp-mod-styled jp-mod-minimal jp-Button';
      button.textContent = action.label;
      button.addEventListener('click', action.run);
      this.node.append(' ', button);
    }
  }
}

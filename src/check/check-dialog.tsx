/** Shows a check in a dialog: that it runs, what it found, and what to do. */
import { Dialog, ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { CheckFinding, CheckReply } from '../../server/protocol';
import { checkSummary, stateText } from './check-text';

export type CheckOptions = {
  /** Rejects with an error whose message is for the user. */
  check: () => Promise<CheckReply>;
  trans: TranslationBundle;
};

/** Resolves when the user has closed the dialog. Never rejects. */
export async function showCheck(options: CheckOptions): Promise<void> {
  const body = new CheckView(options);
  const dialog = new Dialog({
    title: options.trans.__('Check'),
    body,
    buttons: [Dialog.okButton({ label: options.trans.__('Close') })],
    focusNodeSelector: '.jp-mod-accept'
  });
  dialog.addClass('jp-OmniSciCheckDialog');
  void body.run();
  await dialog.launch();
}

class CheckView extends ReactWidget {
  constructor(private readonly _options: CheckOptions) {
    super();
    this.addClass('jp-OmniSciCheck');
  }

  /** Never rejects. */
  async run(): Promise<void> {
    this._isRunning = true;
    this.update();
    try {
      this._reply = await this._options.check();
      this._fault = '';
    } catch (error) {
      this._reply = null;
      this._fault = error instanceof Error ? error.message : String(error);
    }
    this._isRunning = false;
    this.update();
  }

  protected override render(): React.ReactElement {
    const { trans } = this._options;
    const reply = this._isRunning ? null : this._reply;
    return (
      <>
        <div className="jp-OmniSciCheck-head">
          <span role="status">
            {this._isRunning
              ? trans.__('Checking…')
              : reply
                ? checkSummary(reply, trans)
                : trans.__('The check could not be made. %1', this._fault)}
          </span>
          <button
            className="jp-OmniSciButton"
            aria-disabled={this._isRunning}
            onClick={() => void (this._isRunning || this.run())}
          >
            {trans.__('Check Again')}
          </button>
        </div>
        {reply && (
          <div
            className="jp-OmniSciCheck-list"
            role="region"
            aria-label={trans.__('What was checked')}
            tabIndex={0}
          >
            <table>
              <tbody>
                {reply.findings.map((finding, index) => (
                  <Row key={index} finding={finding} trans={trans} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </>
    );
  }

  private _isRunning = false;
  private _reply: CheckReply | null = null;
  private _fault = '';
}

function Row({
  finding: { name, state, message, remedy },
  trans
}: {
  finding: CheckFinding;
  trans: TranslationBundle;
}): React.ReactElement {
  return (
    <tr data-state={state}>
      <td className="jp-OmniSciCheck-state">{stateText(state, trans)}</td>
      <th scope="row">{name}</th>
      <td>
        {message}
        {remedy && <div>{trans.__('To do: %1', remedy)}</div>}
      </td>
    </tr>
  );
}

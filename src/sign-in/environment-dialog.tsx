/** Asks for the names of the environment variables that the first cell of a notebook reads. */
import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ConnectionData } from '../../server/protocol';
import { Field } from './field';

export type EnvironmentDialogOptions = {
  names: ConnectionData;
  /** The names of the Jupyter server, used if a field is empty. */
  preset: ConnectionData | null;
  trans: TranslationBundle;
};

/** Resolves to the names; `null` if the user cancels. */
export async function askForEnvironment(
  options: EnvironmentDialogOptions
): Promise<ConnectionData | null> {
  const { trans } = options;
  const { button, value } = await showDialog({
    title: trans.__('Set OmniSci Connection Environment'),
    body: new EnvironmentForm(options),
    buttons: [
      Dialog.cancelButton(),
      Dialog.okButton({ label: trans.__('Set') })
    ],
    focusNodeSelector: 'input'
  });
  return button.accept ? value : null;
}

/** The names that shells accept. */
const VARIABLE = '\\s*[A-Za-z_][A-Za-z0-9_]*\\s*';

class EnvironmentForm
  extends ReactWidget
  implements Dialog.IBodyWidget<ConnectionData>
{
  constructor(private readonly _options: EnvironmentDialogOptions) {
    super();
    this.addClass('jp-OmniSciSignIn');
    const { protocol, host, port } = _options.names;
    this._names = { protocol, host, port };
  }

  getValue(): ConnectionData {
    return this._names;
  }

  protected override render(): React.ReactElement {
    const { trans } = this._options;
    return (
      <form onSubmit={event => event.preventDefault()}>
        <p className="jp-OmniSciSignIn-note">
          {trans.__(
            'Names of environment variables, not their values. The first cell of a new notebook reads them in the kernel.'
          )}
        </p>
        {this._name('protocol', trans.__('Variable with the protocol'))}
        {this._name('host', trans.__('Variable with the host'))}
        {this._name('port', trans.__('Variable with the port'))}
      </form>
    );
  }

  private _name(part: keyof ConnectionData, label: string): React.ReactElement {
    return (
      <Field label={label}>
        <input
          className="jp-mod-styled"
          type="text"
          name={part}
          defaultValue={this._names[part]}
          placeholder={this._options.preset?.[part]}
          pattern={VARIABLE}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={({ target }) => {
            this._names = { ...this._names, [part]: target.value.trim() };
          }}
        />
      </Field>
    );
  }

  private _names: ConnectionData;
}

/** The body of the sign-in dialog. Only its field contains the password. */
import { ReactWidget, UseSignal } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect } from '@jupyterlab/ui-components';
import * as React from 'react';
import { serverLabel } from '../servers/server-label';
import { DEFAULT_PORTS } from '../servers/user-servers';
import { HANDOVER } from '../sidecar/route-address';
import { Field } from './field';
import {
  NEW_SERVER,
  PROTOCOLS,
  type SignInFields,
  type SignInModel
} from './sign-in-model';

export type SignInFormOptions = {
  model: SignInModel;
  trans: TranslationBundle;
};

export class SignInForm extends ReactWidget {
  constructor(private readonly _options: SignInFormOptions) {
    super();
    this.addClass('jp-OmniSciSignIn');
  }

  /** The typed password; empty if none is requested. */
  get password(): string {
    return this._password.current?.value ?? '';
  }

  /** Selects the password after a failure, because it is usually the cause. */
  focusPassword(): void {
    this._password.current?.focus();
    this._password.current?.select();
  }

  override dispose(): void {
    if (this._password.current) {
      this._password.current.value = '';
    }
    super.dispose();
  }

  protected override render(): React.ReactElement {
    const { model } = this._options;
    return <UseSignal signal={model.changed}>{() => this._form()}</UseSignal>;
  }

  private _form(): React.ReactElement {
    const { model, trans } = this._options;
    const { refusal, error, isBusy } = model;
    return (
      <form aria-busy={isBusy} onSubmit={event => event.preventDefault()}>
        {this._servers()}
        {model.server === null && this._address()}
        {refusal === '' ? this._credentials() : <Note text={refusal} />}
        {model.passwordNeed !== 'none' && this._destination()}
        <div role="alert" className="jp-OmniSciSignIn-error">
          {error}
        </div>
        <div role="status" className="jp-OmniSciSignIn-busy">
          {isBusy ? trans.__('Signing in…') : ''}
        </div>
      </form>
    );
  }

  private _servers(): React.ReactElement {
    const { model, trans } = this._options;
    const select = (
      <Field label={trans.__('Server')} isWide>
        <HTMLSelect
          value={model.chosen}
          disabled={model.isBusy}
          onChange={({ target }) => model.choose(target.value)}
        >
          {model.servers.map(server => (
            <option key={server.id} value={server.id}>
              {serverLabel(server, trans)}
            </option>
          ))}
          {(model.mayAdd || model.servers.length === 0) && (
            <option value={NEW_SERVER}>{trans.__('Another server…')}</option>
          )}
        </HTMLSelect>
      </Field>
    );
    return (
      <div className="jp-OmniSciSignIn-row">
        {select}
        {model.isRemovable && (
          <button
            type="button"
            className="jp-mod-styled jp-mod-minimal jp-OmniSciSignIn-remove"
            title={trans.__(
              'Sign out of %1, and take it off the list',
              model.server?.label
            )}
            disabled={model.isBusy}
            onClick={() => void this._remove()}
          >
            {trans.__('Remove')}
          </button>
        )}
      </div>
    );
  }

  /** Moves the focus, because the pressed button disappears. */
  private async _remove(): Promise<void> {
    await this._options.model.remove();
    this.node.querySelector('select')?.focus();
  }

  private _address(): React.ReactElement {
    const { model, trans } = this._options;
    return (
      <>
        <div className="jp-OmniSciSignIn-row">
          <Field label={trans.__('Protocol')}>
            <HTMLSelect
              value={model.fields.protocol}
              disabled={model.isBusy}
              onChange={({ target }) => model.set('protocol', target.value)}
            >
              {PROTOCOLS.map(protocol => (
                <option key={protocol}>{protocol}</option>
              ))}
            </HTMLSelect>
          </Field>
          <Field label={trans.__('Host')} isWide>
            <input
              {...this._text('host')}
              required
              pattern="\s*[^\s\/;@]+\s*"
            />
          </Field>
          <Field label={trans.__('Port')}>
            <input
              {...this._text('port')}
              inputMode="numeric"
              pattern="\s*[0-9]{1,5}\s*"
              placeholder={DEFAULT_PORTS[model.fields.protocol]}
            />
          </Field>
        </div>
        <Field label={trans.__('Label')}>
          <input
            {...this._text('label')}
            placeholder={model.fields.host || trans.__('How it is listed')}
          />
        </Field>
      </>
    );
  }

  private _credentials(): React.ReactElement {
    const { model, trans } = this._options;
    const { passwordNeed: need, server } = model;
    const list = 'jp-OmniSciSignIn-databases';
    return (
      <>
        {need !== 'none' && (
          <div className="jp-OmniSciSignIn-row">
            <Field label={trans.__('User')} isWide>
              <input
                {...this._text('username')}
                required
                autoComplete="username"
              />
            </Field>
            <Field label={trans.__('Password')} isWide>
              <input
                className="jp-mod-styled"
                ref={this._password}
                type="password"
                name="password"
                required={need === 'required'}
                readOnly={model.isBusy}
                autoComplete="current-password"
                placeholder={
                  need === 'required'
                    ? undefined
                    : model.purpose === 'default'
                      ? trans.__('Empty to sign in later')
                      : trans.__('Empty if the server knows it')
                }
              />
            </Field>
          </div>
        )}
        <Field label={trans.__('Database')}>
          <input
            {...this._text('database')}
            list={list}
            placeholder={
              server?.id === HANDOVER
                ? trans.__('The session’s own')
                : trans.__('The user’s own')
            }
          />
        </Field>
        <datalist id={list}>
          {(server?.databases ?? []).map(name => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </>
    );
  }

  private _destination(): React.ReactElement | null {
    const { model, trans } = this._options;
    const { address, isReadable } = model.destination;
    if (address === '') {
      return null;
    }
    return (
      <div className="jp-OmniSciSignIn-destination">
        <div>{trans.__('Your password goes to')}</div>
        <div className="jp-OmniSciSignIn-address">{address}</div>
        <div>
          {trans.__('Sent once, through your Jupyter server. Kept nowhere.')}
        </div>
        {isReadable && (
          <div className="jp-OmniSciSignIn-warning">
            {trans.__(
              'This way is not encrypted: others on the network can read the password.'
            )}
          </div>
        )}
      </div>
    );
  }

  private _text(
    name: keyof SignInFields
  ): React.InputHTMLAttributes<HTMLInputElement> {
    const { model } = this._options;
    return {
      className: 'jp-mod-styled',
      type: 'text',
      name,
      value: model.fields[name],
      readOnly: model.isBusy,
      spellCheck: false,
      autoCapitalize: 'off',
      autoComplete: 'off',
      onChange: ({ target }) => model.set(name, target.value)
    };
  }

  private readonly _password = React.createRef<HTMLInputElement>();
}

const Note = ({ text }: { text: string }): React.ReactElement => (
  <p className="jp-OmniSciSignIn-note">{text}</p>
);

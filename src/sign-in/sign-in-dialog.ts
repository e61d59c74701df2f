/** Asks for user and password, and stays open until the sign-in succeeds. */
import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ConnectionKey } from '../../server/protocol';
import { HANDOVER } from '../sidecar/route-address';
import { SignInForm } from './sign-in-form';
import type { SignInModel } from './sign-in-model';

export type SignInDialogOptions = {
  model: SignInModel;
  trans: TranslationBundle;
};

/** Resolves to the key of the connection; `null` if the user cancels. */
export async function askToSignIn(
  options: SignInDialogOptions
): Promise<ConnectionKey | null> {
  const dialog = new SignInDialog(options);
  await dialog.launch();
  return dialog.key;
}

class SignInDialog extends Dialog<unknown> {
  constructor({ model, trans }: SignInDialogOptions) {
    const form = new SignInForm({ model, trans });
    const isDefault = model.purpose === 'default';
    const title = isDefault
      ? trans.__('Set Default OmniSci Connection')
      : trans.__('Sign In');
    super({
      title,
      body: form,
      buttons: [
        Dialog.cancelButton(),
        Dialog.okButton({
          label: isDefault ? trans.__('Set Default') : trans.__('Sign In')
        })
      ],
      focusNodeSelector: firstField(model)
    });
    this.addClass('jp-OmniSciSignInDialog');
    this.node.setAttribute('aria-label', title);
    this._form = form;
    this._model = model;
    model.changed.connect(this._onModelChanged, this);
    void this.ready.then(() => this._onModelChanged());
  }

  /** `null` until the sign-in succeeds. */
  get key(): ConnectionKey | null {
    return this._key;
  }

  /** The last button, and Enter, try to sign in before the dialog closes. */
  override resolve(index?: number): void {
    if (index === 0) {
      this.reject();
    } else {
      void this._submit();
    }
  }

  override dispose(): void {
    this._model.giveUp();
    super.dispose();
  }

  private async _submit(): Promise<void> {
    if (this.node.querySelector(':invalid')) {
      this.node.querySelector<HTMLInputElement>('input:invalid')?.focus();
      return;
    }
    const key = await this._model.submit(this._form.password);
    if (this.isDisposed) {
      return;
    }
    if (key === null) {
      this._form.focusPassword();
    } else {
      this._key = key;
      // This class, not the base class, knows if the fields are valid.
      this.reject();
    }
  }

  private _onModelChanged(): void {
    const { isBusy, refusal, purpose } = this._model;
    const accept = this.node.querySelector<HTMLButtonElement>(
      '.jp-Dialog-button.jp-mod-accept'
    );
    if (accept) {
      accept.disabled = isBusy || (refusal !== '' && purpose === 'sign-in');
    }
  }

  private _key: ConnectionKey | null = null;
  private readonly _form: SignInForm;
  private readonly _model: SignInModel;
}

/** The fields that are still empty. */
function firstField({ chosen, server, fields }: SignInModel): string {
  const name =
    server === null ? 'host' : fields.username === '' ? 'username' : 'password';
  return chosen === HANDOVER ? 'select' : `[name="${name}"]`;
}

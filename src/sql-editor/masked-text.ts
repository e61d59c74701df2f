/** The text of an editor without its secrets, to be saved. Each text is masked once. */
import { inSlices } from '../lifetime/in-slices';
import { maskingSteps, maskSecrets } from '../sql/secrets/mask-secrets';

export class MaskedText {
  constructor(private readonly _text: () => string) {}

  /** Masks at once, for a page or an editor that ends. */
  now(): string {
    const text = this._text();
    return this._known(text) ?? this._learn(text, maskSecrets(text).sql);
  }

  /** Masks in slices, between which keys are handled. Resolves with the text of now, masked. */
  async inSlices(): Promise<string> {
    const text = this._text();
    return (
      this._known(text) ??
      this._learn(text, (await inSlices(maskingSteps(text))).sql)
    );
  }

  private _known(text: string): string | null {
    return this._last?.text === text ? this._last.masked : null;
  }

  private _learn(text: string, masked: string): string {
    this._last = { text, masked };
    return masked;
  }

  private _last: { text: string; masked: string } | null = null;
}

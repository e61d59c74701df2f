/** Calls back when another screen or zoom changes the number of device pixels per CSS pixel. */
export class PixelRatioWatch {
  /** Watches until it is disposed. */
  constructor(private readonly _changed: () => void) {
    this._watch();
  }

  dispose(): void {
    this._query.removeEventListener('change', this._onChange);
  }

  private _watch(): void {
    this._query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    this._query.addEventListener('change', this._onChange);
  }

  private readonly _onChange = (): void => {
    this.dispose();
    this._watch();
    this._changed();
  };

  private _query!: MediaQueryList;
}

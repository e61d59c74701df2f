/**
 * Lets only one page of this browser use a notebook at a time: if two pages write it, JupyterLab
 * asks which version wins. Knows nothing of the content.
 */
import type { NotebookPanel } from '@jupyterlab/notebook';
import { UUID } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';

/** Disposing releases its notebooks to other pages. */
export interface INotebookClaims extends IDisposable {
  /**
   * Whether this page has the notebook, until it is released or the page ends. The same page always
   * gets the same answer. Never rejects.
   */
  claim(path: string): Promise<boolean>;
  release(path: string): void;
}

export type NotebookClaimsOptions = {
  /** Several servers may share an origin. */
  baseUrl: string;
  /** Browsers have locks on https and on localhost. */
  locks: LockManager | undefined;
  /** Used if there are no locks. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Emits the page's end: `window` in the application. */
  page: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
};

export const notebookClaims = (
  options: NotebookClaimsOptions
): INotebookClaims =>
  options.locks
    ? new LockClaims(options, options.locks)
    : new StorageClaims(options);

/** Also for notebooks that were opened by hand or restored. */
export function claimWhileOpen(
  claims: INotebookClaims,
  { context }: NotebookPanel
): void {
  const { path } = context;
  void claims.claim(path);
  context.disposed.connect(() => claims.release(path));
}

const keyOf = ({ baseUrl }: NotebookClaimsOptions, path: string): string =>
  `jupyterlab-omnisci:notebook:${baseUrl}:${path}`;

/** The browser releases a lock when the page ends, however it ends. */
class LockClaims implements INotebookClaims {
  constructor(
    private readonly _options: NotebookClaimsOptions,
    private readonly _locks: LockManager
  ) {}

  claim(path: string): Promise<boolean> {
    const claimed = this._claims.get(path) ?? this._request(path);
    this._claims.set(path, claimed);
    void claimed.then(isOurs => {
      if (!isOurs) {
        this._claims.delete(path);
      }
    });
    return claimed;
  }

  release(path: string): void {
    this._releases.get(path)?.();
    this._releases.delete(path);
    this._claims.delete(path);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    [...this._claims.keys()].forEach(path => this.release(path));
  }

  private _request(path: string): Promise<boolean> {
    return new Promise(resolve => {
      this._locks
        .request(keyOf(this._options, path), { ifAvailable: true }, lock => {
          resolve(lock !== null);
          return (
            lock &&
            new Promise<void>(release => this._releases.set(path, release))
          );
        })
        .catch(() => resolve(false));
    });
  }

  private _isDisposed = false;
  private readonly _claims = new Map<string, Promise<boolean>>();
  private readonly _releases = new Map<string, () => void>();
}

const RENEWAL_MS = 20_000;
/** Browsers run the timers of a background tab once a minute. */
const LEASE_MS = 150_000;

type Lease = { owner: string; time: number };

/** A page that ends without notice keeps its notebooks until their leases end. */
class StorageClaims implements INotebookClaims {
  constructor(private readonly _options: NotebookClaimsOptions) {
    _options.page.addEventListener('pagehide', this._releaseAll);
  }

  get isDisposed(): boolean {
    return this._renewal.isDisposed;
  }

  dispose(): void {
    this._options.page.removeEventListener('pagehide', this._releaseAll);
    this._renewal.dispose();
    this._releaseAll();
  }

  claim(path: string): Promise<boolean> {
    const lease = this._read(path);
    const isFree =
      !lease ||
      lease.owner === this._owner ||
      Date.now() - lease.time > LEASE_MS;
    if (isFree) {
      this._held.add(path);
      this._write(path);
    }
    return Promise.resolve(isFree);
  }

  release(path: string): void {
    if (this._held.delete(path)) {
      this._options.storage.removeItem(keyOf(this._options, path));
    }
  }

  private _read(path: string): Lease | null {
    try {
      const text = this._options.storage.getItem(keyOf(this._options, path));
      return JSON.parse(text ?? 'null') as Lease | null;
    } catch {
      return null;
    }
  }

  private readonly _write = (path: string): void => {
    const lease: Lease = { owner: this._owner, time: Date.now() };
    this._options.storage.setItem(
      keyOf(this._options, path),
      JSON.stringify(lease)
    );
  };

  private readonly _releaseAll = (): void =>
    this._held.forEach(path => this.release(path));

  private readonly _owner = UUID.uuid4();
  private readonly _renewal = new Poll({
    name: 'jupyterlab-omnisci:notebook-leases',
    frequency: { interval: RENEWAL_MS, backoff: false },
    // A hidden page still has its notebooks.
    standby: 'never',
    factory: () => Promise.resolve(this._held.forEach(this._write))
  });
  private readonly _held = new Set<string>();
}

/** Computes the XXH64 of bytes as they arrive, in WebAssembly. Loaded at the first query. */
import type { ILog } from '../log';

export interface IDigest {
  update(bytes: Uint8Array): void;
  /** The digest of all bytes so far, as 16 hexadecimal digits; `null` without WebAssembly. */
  digest(): string | null;
}

const NO_DIGEST: IDigest = { update: () => undefined, digest: () => null };

/**
 * Node reserves 8 GiB of addresses for each WebAssembly memory, which fails under a low `ulimit
 * -v`, as batch systems set it. Pages then have no digest; their lengths, the stream and the rows
 * are still checked.
 */
export class Digests {
  private isWarned = false;

  constructor(private readonly log: ILog) {}

  /** Returns an empty digest. Never rejects. */
  async create(): Promise<IDigest> {
    try {
      const { default: xxhash } = await import('xxhash-wasm');
      const state = (await xxhash()).create64();
      return {
        update: bytes => void state.update(bytes),
        digest: () => state.digest().toString(16).padStart(16, '0')
      };
    } catch (error) {
      this.warnOnce(error);
      return NO_DIGEST;
    }
  }

  private warnOnce(error: unknown): void {
    if (!this.isWarned) {
      this.isWarned = true;
      const reason = error instanceof Error ? error.message : String(error);
      this.log.warn(
        `WebAssembly does not start, so results go without a digest: ${reason}. Does "ulimit -v" limit the address space?`
      );
    }
  }
}

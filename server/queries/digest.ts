/** XXH64 of bytes as they come, in WebAssembly: loaded at the first query only. */
import xxhash from 'xxhash-wasm';

export interface IDigest {
  update(bytes: Uint8Array): void;
  /** Of all bytes so far, as 16 hexadecimal digits. */
  digest(): string;
}

export async function createDigest(): Promise<IDigest> {
  const state = (await xxhash()).create64();
  return {
    update: bytes => void state.update(bytes),
    digest: () => state.digest().toString(16).padStart(16, '0')
  };
}

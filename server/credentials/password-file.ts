/**
 * `OmniSciConnections.password_file`: read at each use, and refused if other users can read it.
 * Keeps nothing.
 */
import type { BigIntStats } from 'node:fs';
import { ApiError } from '../errors/api-error';
import {
  accessOf,
  exposureOf,
  type ProcessUser,
  remedyOf
} from '../files/file-exposure';
import { isMounted } from '../files/mounted-file';
import { FileFault, SettledFile } from '../files/settled-file';
import { TimedReader } from '../files/timed-reader';
import { Password } from '../secrets/password';
import type { CredentialTarget } from './credential';
import { findPassword, PasswordFileFault } from './parse-password-file';

const MAX_BYTES = 256 * 1024;
const TIME_LIMIT_MS = 1500;

export type PasswordFileOptions = {
  path: string;
  /** The user that reads; `null` on Windows, where the mode is not checked. */
  user: ProcessUser | null;
  timeLimitMs?: number;
};

export class PasswordFile {
  private readonly path: string;
  private readonly user: ProcessUser | null;
  private readonly reader: TimedReader<string>;

  constructor({
    path,
    user,
    timeLimitMs = TIME_LIMIT_MS
  }: PasswordFileOptions) {
    this.path = path;
    this.user = user;
    const file = new SettledFile({
      path,
      maxBytes: MAX_BYTES,
      check: stats => this.refuseExposed(stats)
    });
    this.reader = new TimedReader({
      read: async () => this.textOf((await file.read()).content),
      timeLimitMs,
      tooSlow: seconds =>
        this.fault(
          `could not be read within ${seconds} seconds. Check the file system that it lies on.`
        )
    });
  }

  /**
   * The password of the first matching line; `null` if none matches or the file does not exist,
   * because one setting may serve many users and not all need a file. Rejects with an ApiError that
   * names file and line, but not their content.
   */
  async find(target: CredentialTarget): Promise<Password | null> {
    try {
      return this.passwordIn(await this.reader.read(), target);
    } catch (error) {
      if (error instanceof FileFault) {
        if (error.kind === 'missing') {
          return null;
        }
        throw this.fault(`${error.message}.`);
      }
      throw error;
    }
  }

  private passwordIn(text: string, target: CredentialTarget): Password | null {
    try {
      const found = findPassword(text, target);
      const password = found && Password.parse(found.password);
      if (found && !password) {
        throw new PasswordFileFault(
          found.line,
          'holds no password of 1 to 1024 characters'
        );
      }
      return password;
    } catch (error) {
      if (error instanceof PasswordFileFault) {
        throw this.fault(
          `cannot be used: line ${error.line} ${error.message}.`
        );
      }
      throw error;
    }
  }

  /**
   * libpq's rule: only our own file. A file that root mounts into a pod belongs to no user and may
   * be a group's.
   */
  private async refuseExposed(stats: BigIntStats): Promise<void> {
    const mounted = await isMounted(this.path);
    const exposure = exposureOf(this.path, accessOf(stats), this.user, {
      isRootsForGroup: mounted
    });
    if (exposure) {
      const remedy = remedyOf({
        ...exposure,
        command: mounted ? null : exposure.command
      });
      throw this.fault(`${exposure.what}, and is refused. ${remedy}`);
    }
  }

  private textOf(content: Uint8Array): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(content);
    } catch {
      throw this.fault('is not text in UTF-8.');
    }
  }

  private fault(what: string): ApiError {
    return new ApiError(
      'config_invalid',
      `The password file ${this.path} ${what}`
    );
  }
}

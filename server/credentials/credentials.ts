/**
 * Finds credentials for signing in without typing: first in the password file, then with the
 * credential command.
 */
import type { ProcessUser } from '../files/file-exposure';
import type { Credential, CredentialTarget } from './credential';
import { CredentialCommand } from './credential-command';
import { PasswordFile } from './password-file';

export type CredentialsOptions = {
  /** Path; empty if not configured. */
  passwordFile: string;
  /** Program and arguments; empty if not configured. */
  credentialCommand: readonly string[];
  user: ProcessUser | null;
  env: NodeJS.ProcessEnv;
};

export class Credentials {
  private readonly file: PasswordFile | null;
  private readonly command: CredentialCommand | null;

  constructor(options: CredentialsOptions) {
    const { passwordFile: path, credentialCommand: argv, user, env } = options;
    this.file = path === '' ? null : new PasswordFile({ path, user });
    this.command =
      argv.length === 0 ? null : new CredentialCommand({ argv, env });
  }

  /**
   * Returns the credential of `target.user`; `null` if no configured source has one. Rejects with
   * an ApiError without a secret: `config_invalid` or `credential_command_failed`.
   */
  async findCredential(target: CredentialTarget): Promise<Credential | null> {
    const password = await this.file?.find(target);
    return password
      ? { password }
      : ((await this.command?.find(target)) ?? null);
  }

  /**
   * Whether {@link findCredential} is worth a call. Reads the file but runs no command: a
   * configured command may know every server. True if the file has a fault, which that call then
   * reports.
   */
  async mayKnow(target: CredentialTarget): Promise<boolean> {
    if (this.command) {
      return true;
    }
    const found = await this.file?.find(target).catch(() => 'a fault');
    return Boolean(found);
  }

  /** Stops running commands. Does not wait for a file, because a hung one never ends. */
  async dispose(): Promise<void> {
    await this.command?.dispose();
  }
}

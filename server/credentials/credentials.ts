/** What signs in without typing: the password file is asked first, then the credential command. */
import type { ProcessUser } from '../files/file-exposure';
import type { Credential, CredentialTarget } from './credential';
import { CredentialCommand } from './credential-command';
import { PasswordFile } from './password-file';

export type CredentialsOptions = {
  /** Path; empty where none is configured. */
  passwordFile: string;
  /** Program and arguments; empty where none is configured. */
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
   * What signs `target.user` in; `null` where nothing is configured that knows it. Rejects with an
   * ApiError, `config_invalid` or `credential_command_failed`, that holds no secret.
   */
  async findCredential(target: CredentialTarget): Promise<Credential | null> {
    const password = await this.file?.find(target);
    return password
      ? { password }
      : ((await this.command?.find(target)) ?? null);
  }

  /**
   * Whether {@link findCredential} is worth a call. Reads the file, but runs no command: one that is
   * configured may know every server. True where the file has a fault, which that call then tells.
   */
  async mayKnow(target: CredentialTarget): Promise<boolean> {
    if (this.command) {
      return true;
    }
    const found = await this.file?.find(target).catch(() => 'a fault');
    return Boolean(found);
  }

  /** Ends what runs. Waits for no file: a hung one is never done. */
  async dispose(): Promise<void> {
    await this.command?.dispose();
  }
}

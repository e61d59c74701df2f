/**
 * `OmniSciConnections.credential_command`: a program of the administrator. It gets a server, and
 * prints the credential to sign in there. Keeps nothing of the output.
 */
import { describeFailure } from '../commands/command-complaint';
import { runCommand, type RunResult } from '../commands/run-command';
import { ApiError } from '../errors/api-error';
import type { Credential, CredentialTarget } from './credential';
import { CredentialFault, parseCredential } from './parse-credential';

const TIME_LIMIT_MS = 10_000;

export type CredentialCommandOptions = {
  /** The program and its arguments; no shell reads them. */
  argv: readonly string[];
  /** The sidecar's own, from which its secrets are taken already. */
  env: NodeJS.ProcessEnv;
  timeLimitMs?: number;
};

export class CredentialCommand {
  private readonly running = new Map<string, Promise<Credential | null>>();
  private readonly ending = new AbortController();

  constructor(private readonly options: CredentialCommandOptions) {}

  /**
   * What the program prints for `target`; all who ask for the same while it runs share its answer.
   * `null` where it prints `{}`. Rejects with an ApiError `credential_command_failed`.
   */
  find(target: CredentialTarget): Promise<Credential | null> {
    const { server, protocol, host, port, user, database } = target;
    const input = JSON.stringify({
      ...{ server, protocol, host, port, user, database }
    });
    let finding = this.running.get(input);
    if (!finding) {
      finding = this.run(input).finally(() => this.running.delete(input));
      this.running.set(input, finding);
    }
    return finding;
  }

  /** Ends the running program; its callers get an error. */
  async dispose(): Promise<void> {
    this.ending.abort();
    await Promise.allSettled(this.running.values());
  }

  private async run(input: string): Promise<Credential | null> {
    const { argv, env, timeLimitMs = TIME_LIMIT_MS } = this.options;
    const { signal } = this.ending;
    const result = await runCommand({ argv, input, env, timeLimitMs, signal });
    try {
      if (result.fault !== null) {
        throw new CredentialFault(result.fault);
      }
      return parseCredential(result.output);
    } catch (error) {
      throw error instanceof CredentialFault
        ? this.fault(error.message, result)
        : error;
    }
  }

  private fault(what: string, result: RunResult): ApiError {
    const subject = `The credential command "${this.options.argv[0]}"`;
    return new ApiError(
      'credential_command_failed',
      describeFailure(subject, what, result)
    );
  }
}

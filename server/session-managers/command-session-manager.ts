/**
 * `OmniSciSessionManager.session_command`: a program of the administrator that prints the content of
 * a session file. Its answer is kept until it expires, or until the database no longer knows the
 * session.
 */
import { describeFailure } from '../commands/command-complaint';
import { runCommand, type RunResult } from '../commands/run-command';
import { ApiError } from '../errors/api-error';
import {
  parseSessionFile,
  type SessionFileContent
} from '../session/parse-session-file';
import type { SessionId } from '../session/session-id';

const TIME_LIMIT_MS = 10_000;

export type CommandSessionManagerOptions = {
  /** The program and its arguments; no shell reads them. */
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  timeLimitMs?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
};

export class CommandSessionManager {
  private found: SessionFileContent | null = null;
  private running: Promise<SessionFileContent> | null = null;
  private readonly ending = new AbortController();

  constructor(private readonly options: CommandSessionManagerOptions) {}

  /**
   * Calls that arrive while the program runs share its answer.
   *
   * @param expired - a session that the database no longer knows.
   * @throws ApiError - `session_manager_failed`, `session_manager_timeout`, `session_invalid` or
   * `session_missing`; its message contains no secret.
   */
  async getSession(expired?: SessionId): Promise<SessionFileContent> {
    const { now = Date.now } = this.options;
    if (
      this.found?.session === expired?.reveal() ||
      (this.found?.expiresAt ?? Infinity) <= now()
    ) {
      this.found = null;
    }
    if (this.found) {
      return this.found;
    }
    this.running ??= this.run().finally(() => (this.running = null));
    return (this.found = await this.running);
  }

  /** Ends the running program; its callers get an error. */
  async dispose(): Promise<void> {
    this.ending.abort();
    await this.running?.catch(() => undefined);
  }

  private async run(): Promise<SessionFileContent> {
    const { argv, env, timeLimitMs = TIME_LIMIT_MS } = this.options;
    const { signal } = this.ending;
    const result = await runCommand({
      ...{ argv, env, timeLimitMs, signal },
      input: ''
    });
    if (result.fault !== null) {
      throw this.failure(result.fault, result);
    }
    return parseSessionFile(
      `output of the session command "${argv[0]}"`,
      result.output
    );
  }

  private failure(fault: string, result: RunResult): ApiError {
    const subject = `The session command "${this.options.argv[0]}"`;
    return new ApiError(
      result.isTooSlow ? 'session_manager_timeout' : 'session_manager_failed',
      describeFailure(subject, fault, result)
    );
  }
}

/** A session ID of the database. */
import { createHash } from 'node:crypto';
import { Secret } from '../secrets/secret';

/**
 * HeavyDB makes 32 letters and digits. It would parse a text that looks like JSON. Never send ''.
 */
const FORM = /^[A-Za-z0-9_-]{8,128}$/;

export class SessionId extends Secret {
  /** Returns nothing if `text` is not a session ID. */
  static parse(text: string): SessionId | null {
    return FORM.test(text) ? new SessionId(text) : null;
  }

  private constructor(text: string) {
    super(text, '[session ID]');
  }

  /** Compares two IDs without holding either. */
  digest(): string {
    return createHash('sha256').update(this.reveal()).digest('hex');
  }
}

/** A database password, on its way from its source to the one call that needs it. */
import { Secret } from './secret';

const MAX_LENGTH = 1024;

export class Password extends Secret {
  /**
   * Returns nothing if `text` cannot be a password: it is empty, longer than 1024 characters, or
   * contains a lone surrogate, which UTF-8 cannot encode.
   */
  static parse(text: string): Password | null {
    const isText = Buffer.from(text).toString() === text;
    return text !== '' && text.length <= MAX_LENGTH && isText
      ? new Password(text)
      : null;
  }

  private constructor(text: string) {
    super(text, '[password]');
  }
}

/** A password of the database, on its way from where it was found to the one call that needs it. */
import { Secret } from './secret';

const MAX_LENGTH = 1024;

export class Password extends Secret {
  /**
   * Answers nothing where `text` can be no password: it is empty, longer than 1024 characters, or
   * half a character is in it, which UTF-8 cannot carry.
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

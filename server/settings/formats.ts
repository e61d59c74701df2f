/** What a setting may be, and how it is read from a text: of a variable, or the command line; pure. */
export const variableName = (value: unknown): void => {
  if (
    typeof value !== 'string' ||
    value === '' ||
    value.includes('=') ||
    value.includes('\0')
  ) {
    throw new Error('must be the name of an environment variable');
  }
};

/** @param lowest - the smallest that is accepted; the largest likewise. */
const wholeNumber = (lowest: number, highest: number) => ({
  validate(value: unknown): void {
    if (
      value !== null &&
      (!Number.isInteger(value) ||
        (value as number) < lowest ||
        (value as number) > highest)
    ) {
      throw new Error(`must be a whole number from ${lowest} to ${highest}`);
    }
  },
  coerce: (value: string) => (/^\d{1,16}$/.test(value) ? Number(value) : value)
});

const isListOf = (type: 'string' | 'object', value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(item => item !== null && typeof item === type);

/** As it is where it is no JSON: the format then says what is wrong. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const fromCommas = (text: string): string[] => text.split(',').filter(Boolean);

const listOf = (
  type: 'string' | 'object',
  what: string,
  coerce: (text: string) => unknown
) => ({
  validate(value: unknown): void {
    if (!isListOf(type, value)) {
      throw new Error(`must be a list of ${what}`);
    }
  },
  coerce
});

/** The database takes an i32, and one extra row is requested. */
export const MAX_ROWS = 2 ** 31 - 2;

// convict's own formats take "6278x" for 6278 and "no" for true.
export const FORMATS = {
  'port-number': wholeNumber(0, 65535),
  descriptor: wholeNumber(3, 2 ** 31 - 1),
  'web-page': {
    validate(value: unknown): void {
      const text = String(value);
      const isPage =
        URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
      if (text !== '' && !isPage) {
        throw new Error('must be the address of a page: http or https');
      }
    }
  },
  'process-id': wholeNumber(1, 2 ** 31 - 1),
  'number-of-rows': wholeNumber(0, MAX_ROWS),
  'number-of-bytes': wholeNumber(1, Number.MAX_SAFE_INTEGER),
  seconds: {
    validate(value: unknown): void {
      if (typeof value !== 'number' || !(value >= 0.01 && value <= 86_400)) {
        throw new Error('must be a number of seconds from 0.01 to 86400');
      }
    },
    coerce: (value: string) =>
      /^\d{1,5}(\.\d{1,3})?$/.test(value) ? Number(value) : value
  },
  'true-or-false': {
    validate(value: unknown): void {
      if (typeof value !== 'boolean') {
        throw new Error('must be true or false');
      }
    },
    coerce: (value: string) =>
      ({ true: true, false: false })[value.toLowerCase()] ?? value
  },
  'list-of-folders': listOf('string', 'folders', fromCommas),
  'list-of-files': listOf('string', 'files', fromCommas),
  'list-of-targets': listOf('string', 'host:port', fromCommas),
  'list-of-servers': listOf('object', 'servers', fromJson),
  command: listOf('string', 'strings: a program and its arguments', fromJson),
  'true-or-list': {
    validate(value: unknown): void {
      if (typeof value !== 'boolean' && !isListOf('string', value)) {
        throw new Error('must be true, false, or a list of the IDs of servers');
      }
    },
    coerce: fromJson
  }
};

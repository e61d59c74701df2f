/**
 * Reads a specification from text. Line breaks and tabs inside strings are accepted, since people
 * write SQL that way, and the viewer of 2020 did so too; comments and trailing commas are not.
 */
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode
} from 'jsonc-parser';
import { checkShape } from './spec/check-shape';
import { VegaError } from './vega-error';
import type { VegaSpec } from './vega-spec';

/**
 * The value in `text`.
 *
 * @throws VegaError, with the offset where it is known
 */
export function parseJsonText(text: string): unknown {
  const { json, toOffset } = escapeControls(text);
  const errors: ParseError[] = [];
  const read = unlessTooDeep(() => {
    const tree = parseTree(json, errors, { disallowComments: true });
    return { value: tree && (getNodeValue(tree) as unknown) };
  });
  if (!read) {
    throw new VegaError('The text is nested too deeply.', '');
  }
  const [error] = errors;
  if (error || read.value === undefined) {
    const offset = toOffset(error?.offset ?? 0);
    throw new VegaError(
      `The text is not JSON: ${sentenceOf(error)} at line ${lineOf(text, offset)}.`,
      '',
      offset
    );
  }
  return read.value;
}

/**
 * The specification in `text`.
 *
 * @throws VegaError, with the offset where it is known
 */
export function parseVegaText(text: string): VegaSpec {
  const value = parseJsonText(text);
  try {
    return checkShape(value);
  } catch (error) {
    throw error instanceof VegaError
      ? new VegaError(
          error.message,
          error.path,
          offsetOfPath(text, error.path)?.start
        )
      : error;
  }
}

/**
 * Where the value at a JSON pointer is in the text; the nearest value around it, if the text has
 * none there. `null` if the text is not JSON.
 */
export function offsetOfPath(
  text: string,
  path: string
): { start: number; end: number } | null {
  const { json, toOffset } = escapeControls(text);
  const tree = unlessTooDeep(() => parseTree(json));
  if (!tree) {
    return null;
  }
  const segments = path
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const { offset, length } = nearest(tree, segments);
  return { start: toOffset(offset), end: toOffset(offset + length) };
}

/** What `read` returns; `null` if it calls itself for more levels than it can. */
function unlessTooDeep<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

function nearest(tree: Node, segments: string[]): Node {
  let node = tree;
  for (const segment of segments) {
    const next = findNodeAtLocation(node, [
      node.type === 'array' ? Number(segment) : segment
    ]);
    if (!next) {
      break;
    }
    node = next;
  }
  return node;
}

/** The text as strict JSON, and the way back from its offsets to those of the text. */
function escapeControls(text: string): {
  json: string;
  toOffset(offset: number): number;
} {
  // The places in the JSON of the characters that the text does not have.
  const added: number[] = [];
  let json = '';
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (inString && char === '\\') {
      json += char + text.charAt(++at);
    } else if (inString && char < ' ') {
      json += JSON.stringify(char).slice(1, -1);
      for (let place = added.length + at + 1; place < json.length; place++) {
        added.push(place);
      }
    } else {
      inString = char === '"' ? !inString : inString;
      json += char;
    }
  }
  return {
    json,
    toOffset: offset => offset - added.filter(place => place < offset).length
  };
}

function sentenceOf(error: ParseError | undefined): string {
  const name = error ? printParseErrorCode(error.error) : 'ValueExpected';
  return name.replace(/(?!^)[A-Z]/g, ' $&').toLowerCase();
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** What an editor can say about a place in the text of a spec: words to write, and what they mean. */
import { getLocation, parse } from 'jsonc-parser';
import type { JsonSchema } from './json-schema';
import { type JsonPath, propertiesAt, schemasAt } from './lookup';
import { withOneLineStrings } from './one-line-strings';

export type Completion = {
  /** As the list shows it. */
  label: string;
  /** As JSON, with what belongs to it. */
  text: string;
  description: string;
  kind: 'property' | 'value';
};

export type Completions = {
  /** The text that a completion replaces. */
  from: number;
  to: number;
  options: Completion[];
};

export type Hint = {
  from: number;
  to: number;
  label: string;
  description: string;
};

/** @returns `null` where there is nothing to choose from. */
export function completionsAt(
  source: string,
  offset: number
): Completions | null {
  const text = withOneLineStrings(source);
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const root: unknown = parse(text);
  const isInWord =
    previousNode !== undefined &&
    previousNode.offset <= offset &&
    offset <= previousNode.offset + previousNode.length;
  const word = isInWord
    ? wordAround(text, previousNode)
    : { from: offset, to: offset };
  const options = isAtPropertyKey
    ? keys(path.slice(0, -1), root, { text, to: word.to })
    : values(path, root);
  return options.length > 0 ? { ...word, options } : null;
}

/** What the word under the pointer means; `null` where the schema says nothing. */
export function hintAt(source: string, offset: number): Hint | null {
  const text = withOneLineStrings(source);
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  if (!previousNode || !isAtPropertyKey || path.length === 0) {
    return null;
  }
  const root: unknown = parse(text);
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const properties = propertiesAt(parent, root);
  if (properties.size === 0) {
    return null;
  }
  const schema = properties.get(key);
  const { from, to } = wordAround(text, previousNode);
  return {
    from,
    to,
    label: key,
    description: schema ? meaningOf(schema) : IGNORED
  };
}

export const IGNORED = 'The database does not read this property.';

function keys(
  path: JsonPath,
  root: unknown,
  { text, to }: { text: string; to: number }
): Completion[] {
  const hasColon = /^\s*:/.test(text.slice(to));
  return [...propertiesAt(path, root)].map(([label, schema]) => ({
    label,
    text: JSON.stringify(label) + (hasColon ? '' : ': '),
    description: meaningOf(schema),
    kind: 'property'
  }));
}

function values(path: JsonPath, root: unknown): Completion[] {
  return schemasAt(path, root).flatMap(schema =>
    (schema.type === 'boolean' ? [true, false] : (schema.enum ?? [])).map(
      value => ({
        label: String(value),
        text: JSON.stringify(value),
        description: schema.description,
        kind: 'value' as const
      })
    )
  );
}

/** With its values, if they are few enough to be read. */
function meaningOf(schema: JsonSchema): string {
  const { description } = schema;
  const choices = [schema, ...(schema.anyOf ?? [])].flatMap(
    each => each.enum ?? []
  );
  return choices.length > 1
    ? `${description} ${choices.join(', ')}.`
    : description;
}

function wordAround(
  text: string,
  { offset, length }: { offset: number; length: number }
): { from: number; to: number } {
  // A text without an end reaches to the end of its line.
  const end = text.slice(offset, offset + length).search(/[\r\n]/);
  return { from: offset, to: offset + (end === -1 ? length : end) };
}

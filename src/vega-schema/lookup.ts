/** Finds what the schema says about a place in a spec. Pure. */
import type { JsonSchema } from './json-schema';
import { VEGA_SCHEMA } from './vega-schema';

export type JsonPath = readonly (string | number)[];

/**
 * The schemas that fit a place; several if the spec leaves it open. None where the database reads
 * nothing.
 *
 * @param root - The value of the whole text, which may be unfinished.
 */
export function schemasAt(path: JsonPath, root: unknown): JsonSchema[] {
  let schemas = fitting([VEGA_SCHEMA], root);
  let value = root;
  for (const key of path) {
    value = memberOf(value, key);
    schemas = fitting(
      schemas.flatMap(schema => childOf(schema, key)),
      value
    );
  }
  return schemas;
}

/** The properties that an object at a place may have. */
export function propertiesAt(
  path: JsonPath,
  root: unknown
): Map<string, JsonSchema> {
  const schemas = schemasAt(path, root);
  return new Map(
    schemas.flatMap(({ properties }) => Object.entries(properties ?? {}))
  );
}

function childOf(schema: JsonSchema, key: string | number): JsonSchema[] {
  if (typeof key === 'number') {
    return schema.items ? [schema.items] : [];
  }
  const { properties } = schema;
  const child =
    properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
  return child ? [child] : [];
}

/** The alternatives that the value may still become. */
function fitting(schemas: readonly JsonSchema[], value: unknown): JsonSchema[] {
  return schemas.flatMap(schema => {
    const { anyOf } = schema;
    if (!anyOf) {
      return [schema];
    }
    const flat = fitting(anyOf, value);
    const possible = flat.filter(each => mayBe(each, value));
    return possible.length > 0 ? possible : flat;
  });
}

function mayBe({ type, properties }: JsonSchema, value: unknown): boolean {
  if (value === undefined || value === null || type === undefined) {
    return true;
  }
  const isList = Array.isArray(value);
  const kind = isList ? 'array' : typeof value;
  if (kind !== type) {
    return false;
  }
  const names = properties?.['type']?.enum;
  const name = isList ? undefined : memberOf(value, 'type');
  return (
    !names ||
    typeof name !== 'string' ||
    names.includes(name.trim().toLowerCase())
  );
}

const memberOf = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;

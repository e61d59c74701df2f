/** The part of JSON Schema in which HeavyDB's Vega is described. Types only. */

export type SchemaType = 'object' | 'array' | 'string' | 'number' | 'boolean';

export type JsonSchema = {
  /** What it does, for someone who writes a spec. */
  description: string;
  type?: SchemaType;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  items?: JsonSchema;
  enum?: readonly (string | number | boolean)[];
  anyOf?: readonly JsonSchema[];
};

/** An object of which the database reads these properties, and ignores all others. */
export const object = (
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = []
): JsonSchema => ({ description, type: 'object', properties, required });

export const list = (description: string, items: JsonSchema): JsonSchema => ({
  description,
  type: 'array',
  items
});

export const text = (description: string): JsonSchema => ({
  description,
  type: 'string'
});

export const number = (description: string): JsonSchema => ({
  description,
  type: 'number'
});

export const flag = (description: string): JsonSchema => ({
  description,
  type: 'boolean'
});

export const oneOf = (
  description: string,
  values: readonly string[]
): JsonSchema => ({ description, type: 'string', enum: values });

export const anyOf = (
  description: string,
  ...schemas: JsonSchema[]
): JsonSchema => ({ description, anyOf: schemas });

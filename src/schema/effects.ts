/** What a statement that was run may have changed, by its first words. Errs on the side of more. */

export type Effects = {
  /** Tables, views or their columns. */
  schema: boolean;
  /** The rows of some table, or how many they are. */
  rows: boolean;
};

const SCHEMA = new Set(['CREATE', 'DROP', 'ALTER', 'RENAME', 'RESTORE']);
const ROWS = new Set([
  'INSERT',
  'UPDATE',
  'DELETE',
  'TRUNCATE',
  'COPY',
  'REFRESH',
  'OPTIMIZE'
]);

export function effectsOf(sql: string): Effects {
  const words = sql
    .replace(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, ' ')
    .match(/[A-Za-z_]+/g);
  const first = words?.[0]?.toUpperCase() ?? '';
  const schema = SCHEMA.has(first);
  return { schema, rows: schema || ROWS.has(first) };
}

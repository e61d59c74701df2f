/** Properties and values in the text of a spec that the database does not know. Pure. */
import { getNodeValue, type Node, parseTree } from 'jsonc-parser';
import { IGNORED } from './advice';
import type { JsonSchema } from './json-schema';
import { schemasAt } from './lookup';
import { withOneLineStrings } from './one-line-strings';

export type Problem = { from: number; to: number; message: string };

/** Where the text is no JSON, nothing is said: that is an error of its own. */
export function problemsIn(source: string): Problem[] {
  const text = withOneLineStrings(source);
  const tree = parseTree(text);
  if (!tree) {
    return [];
  }
  const root: unknown = getNodeValue(tree);
  const problems: Problem[] = [];
  visit(tree, []);
  return problems;

  function visit(node: Node, path: (string | number)[]): void {
    const schemas = schemasAt(path, root);
    if (schemas.length === 0) {
      return;
    }
    if (node.type === 'object') {
      const known = schemas.filter(({ properties }) => properties);
      const isOpen = known.some(
        ({ properties }) => Object.keys(properties ?? {}).length === 0
      );
      for (const property of node.children ?? []) {
        const [key, value] = property.children ?? [];
        const name = String(key?.value);
        const isKnown = known.some(({ properties }) =>
          Object.hasOwn(properties ?? {}, name)
        );
        if (key && known.length > 0 && !isOpen && !isKnown) {
          problems.push({ ...placeOf(key), message: IGNORED });
        } else if (value) {
          visit(value, [...path, name]);
        }
      }
    } else if (node.type === 'array') {
      node.children?.forEach((child, index) => visit(child, [...path, index]));
    } else {
      checkValue(node, schemas);
    }
  }

  function checkValue(node: Node, schemas: readonly JsonSchema[]): void {
    const values = schemas.map(schema => schema.enum);
    if (values.some(each => each === undefined)) {
      return;
    }
    const known = values.flatMap(each => each ?? []).map(String);
    const value = String(node.value).trim().toLowerCase();
    if (!known.some(each => each.toLowerCase() === value)) {
      problems.push({
        ...placeOf(node),
        message: `The database knows ${known.join(', ')} here.`
      });
    }
  }
}

const placeOf = ({ offset, length }: Node): { from: number; to: number } => ({
  from: offset,
  to: offset + length
});

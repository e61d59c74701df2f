/** The categories of a scale, in Vega-Lite's order. */
import type { Category, Domains } from './domains';
import type { ScaledChannel } from './scale-def';

/** @returns One more than `most` if there are more. */
export async function discreteDomain(
  { node, uses }: ScaledChannel,
  domains: Domains,
  most: number
): Promise<Category[]> {
  const given = node.get('domain');
  if (!given.isAbsent) {
    return given.items().map(item => {
      const { value } = item;
      if (!['string', 'number', 'boolean'].includes(typeof value)) {
        throw item.error('is not a category.');
      }
      return value as Category;
    });
  }
  const found = await domains.categories(uses, most);
  const sort = uses
    .map(({ column }) => column.def.node.get('sort'))
    .find(each => !each.isAbsent);
  if (!sort || sort.value === null || sort.value === 'ascending') {
    return found;
  }
  if (sort.isArray) {
    const first = sort.items().map(item => item.value as Category);
    return [...first, ...found.filter(each => !first.includes(each))];
  }
  sort.oneOf(['ascending', 'descending']);
  return found.reverse();
}

/** The categories of a scale, in Vega-Lite's order. */
import type { Categories, Category, Domains } from './domains';
import type { ScaledChannel } from './scale-def';

/** Asks only if the spec does not give the domain. */
export async function discreteDomain(
  { node, uses }: ScaledChannel,
  domains: Domains,
  most: number
): Promise<Categories> {
  const given = node.get('domain');
  if (!given.isAbsent) {
    const values = given.items().map(item => {
      const { value } = item;
      if (!['string', 'number', 'boolean'].includes(typeof value)) {
        throw item.error('is not a category.');
      }
      return value as Category;
    });
    return { values, isCut: false };
  }
  const { values, isCut } = await domains.categories(uses, most);
  const sort = uses
    .map(({ column }) => column.def.node.get('sort'))
    .find(each => !each.isAbsent);
  if (!sort || sort.value === null || sort.value === 'ascending') {
    return { values, isCut };
  }
  if (sort.isArray) {
    const first = sort.items().map(item => item.value as Category);
    const others = values.filter(each => !first.includes(each));
    return { values: [...first, ...others], isCut };
  }
  sort.oneOf(['ascending', 'descending']);
  return { values: values.reverse(), isCut };
}

/** The mark of a view: what is drawn for each row, and its fixed properties. Pure. */
import { type FieldDef, isContinuous } from './fields';
import type { SpecNode } from '../spec/spec-node';

export const MARKS = [
  'circle',
  'square',
  'point',
  'line',
  'bar',
  'rect',
  'geoshape'
] as const;

export type MarkType = (typeof MARKS)[number];

const PROPERTIES = [
  ...['color', 'fill', 'stroke', 'filled', 'opacity', 'fillOpacity'],
  ...['strokeOpacity', 'strokeWidth', 'strokeJoin', 'strokeMiterLimit'],
  ...['size', 'shape', 'orient', 'invalid', 'tooltip'],
  // A picture ends at its edges in any case.
  'clip'
];

/** The symbols that HeavyDB draws under Vega-Lite's names, and what they are called there. */
export const SHAPES: ReadonlyMap<string, string> = new Map([
  ['circle', 'circle'],
  ['square', 'square'],
  ['cross', 'cross'],
  ['diamond', 'diamond'],
  ['triangle', 'triangle-up'],
  ['triangle-up', 'triangle-up'],
  ['triangle-down', 'triangle-down'],
  ['triangle-right', 'triangle-right'],
  ['triangle-left', 'triangle-left'],
  ['wedge', 'wedge'],
  ['arrow', 'arrow']
]);

export type Mark = {
  type: MarkType;
  /** The object, or the string that names the type. */
  node: SpecNode;
  /** True if each row has an area from one edge to another. */
  isRectangle: boolean;
  hasTooltip: boolean;
};

/** @throws VegaLiteError for a mark or a property of it that is not drawn. */
export function markIn(node: SpecNode): Mark {
  const typeNode = node.isObject ? node.get('type') : node;
  if (node.isObject) {
    node.allowOnly(['type', ...PROPERTIES]);
    const invalid = node.get('invalid');
    if (!invalid.isAbsent && invalid.value !== 'filter') {
      throw invalid.error(
        'is not "filter": rows without a value are not drawn.'
      );
    }
  }
  const type = typeNode.oneOf(MARKS);
  const tooltip = node.get('tooltip').value;
  return {
    type,
    node,
    isRectangle: type === 'bar' || type === 'rect',
    hasTooltip: tooltip === true || typeof tooltip === 'object'
  };
}

export type Orient = 'vertical' | 'horizontal';

/** Which way bars and lines go: the axis of their values is y if they are vertical. */
export function orientOf(
  { node }: Mark,
  { x, y, x2, y2 }: Partial<Record<'x' | 'y' | 'x2' | 'y2', FieldDef>>
): Orient {
  const orient = node.get('orient');
  if (!orient.isAbsent) {
    return orient.oneOf(['vertical', 'horizontal']);
  }
  if (!x || !y) {
    return x && isMeasure(x) && !y ? 'horizontal' : 'vertical';
  }
  if (x2 || y2) {
    return x2 && !y2 && !x.bin ? 'horizontal' : 'vertical';
  }
  if (isMeasure(x) !== isMeasure(y)) {
    return isMeasure(x) ? 'horizontal' : 'vertical';
  }
  return x.aggregate && !y.aggregate ? 'horizontal' : 'vertical';
}

/** True for numbers that stand for themselves, rather than for a category, a bin or a time. */
export const isMeasure = (def: FieldDef): boolean =>
  isContinuous(def) && def.type === 'quantitative' && !def.bin && !def.timeUnit;

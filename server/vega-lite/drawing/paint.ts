/** The colors and opacity of a mark, as properties of HeavyDB's Vega. Pure. */
import type { SpecNode } from '../spec/spec-node';
import type { Unit } from '../view/unit';
import type { Properties, Property } from './pixels';

/** Vega-Lite's own. */
const DEFAULT_COLOR = '#4c78a8';
const TRANSLUCENT = 0.7;
const LINE_WIDTH = 2;
const STROKE_WIDTH = 1;

/** What is painted with the color of the encoding, and what only if the mark says so. */
export function paintOf(unit: Unit): Properties {
  const { mark } = unit;
  const stroke = mark.node.get('stroke');
  const isFilled = isMarkFilled(unit);
  const color = colorOf(unit, isFilled ? 'fill' : 'stroke');
  const width = mark.node.get('strokeWidth');
  if (mark.type === 'line') {
    return {
      strokeColor: color,
      strokeWidth:
        numberIn(width) ?? numberIn(mark.node.get('size')) ?? LINE_WIDTH,
      ...joinOf(mark.node),
      ...opacities(unit, ['strokeOpacity'])
    };
  }
  if (!isFilled) {
    const fill = mark.node.get('fill');
    return {
      ...(fill.isAbsent
        ? { fillOpacity: 0 }
        : { fillColor: fill.string(), ...opacities(unit, ['fillOpacity']) }),
      strokeColor: color,
      strokeWidth: numberIn(width) ?? LINE_WIDTH,
      ...opacities(unit, ['strokeOpacity'])
    };
  }
  return {
    fillColor: color,
    ...(stroke.isAbsent || stroke.value === null
      ? {}
      : {
          strokeColor: stroke.string(),
          strokeWidth: numberIn(width) ?? STROKE_WIDTH
        }),
    ...opacities(unit, ['fillOpacity', 'strokeOpacity'])
  };
}

/** True for everything but a line, and a point that does not say so. */
export function isMarkFilled({ mark: { type, node } }: Unit): boolean {
  const filled = node.get('filled');
  if (!filled.isAbsent) {
    return filled.boolean() && type !== 'line';
  }
  return type !== 'line' && type !== 'point';
}

/** True if the mark has an edge of another color. */
export const hasStroke = ({ mark: { node } }: Unit): boolean =>
  !node.get('stroke').isAbsent && node.get('stroke').value !== null;

function colorOf(
  { columns, values, mark }: Unit,
  own: 'fill' | 'stroke'
): Property {
  const column = columns.get('color');
  if (column) {
    return { scale: 'color', field: column.name };
  }
  const given = [
    values.get('color')?.value,
    mark.node.get(own),
    mark.node.get('color')
  ].find(node => node && !node.isAbsent);
  return given ? given.string() : DEFAULT_COLOR;
}

function opacities(
  { columns, values, mark }: Unit,
  more: readonly string[]
): Properties {
  const properties: Properties = {};
  const column = columns.get('opacity');
  const given =
    values.get('opacity')?.value.number() ?? numberIn(mark.node.get('opacity'));
  const isPoint = ['circle', 'square', 'point'].includes(mark.type);
  const isGrouped = [...columns.values()].some(({ def }) => def.aggregate);
  if (column) {
    properties['opacity'] = { scale: 'opacity', field: column.name };
  } else if (given !== undefined) {
    properties['opacity'] = given;
  } else if (isPoint && !isGrouped) {
    properties['opacity'] = TRANSLUCENT;
  }
  for (const key of more) {
    const value = numberIn(mark.node.get(key));
    if (value !== undefined) {
      properties[key] = value;
    }
  }
  return properties;
}

function joinOf(node: SpecNode): Properties {
  const join = node.get('strokeJoin');
  const limit = node.get('strokeMiterLimit');
  return {
    ...(join.isAbsent
      ? {}
      : { lineJoin: join.oneOf(['miter', 'round', 'bevel']) }),
    ...(limit.isAbsent ? {} : { miterLimit: limit.number() })
  };
}

const numberIn = (node: SpecNode): number | undefined =>
  node.isAbsent ? undefined : node.number();

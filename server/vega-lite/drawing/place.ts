/** Where a mark stands, as properties of HeavyDB's Vega. Pure. */
import type { SpecNode } from '../spec/spec-node';
import type { Channel } from '../view/fields';
import { isMeasure } from '../view/mark';
import type { Unit } from '../view/unit';
import {
  farScale,
  type Pixels,
  type Properties,
  type Property
} from './pixels';

/** Vega-Lite's `config.bar.continuousBandSize`. */
const THIN_BAR = 5;

type Side = {
  channel: 'x' | 'y';
  second: 'x2' | 'y2';
  geographic: 'longitude' | 'latitude';
  middle: 'xc' | 'yc';
  extent: 'width' | 'height';
};

const SIDES: readonly [Side, Side] = [
  {
    channel: 'x',
    second: 'x2',
    geographic: 'longitude',
    middle: 'xc',
    extent: 'width'
  },
  {
    channel: 'y',
    second: 'y2',
    geographic: 'latitude',
    middle: 'yc',
    extent: 'height'
  }
];

/** The middle of a point, in the properties of these names. */
export function pointPlace(
  unit: Unit,
  pixels: Pixels,
  [x, y]: readonly [string, string]
): Properties {
  return {
    [x]: pointOf(unit, SIDES[0], pixels),
    [y]: pointOf(unit, SIDES[1], pixels)
  };
}

function pointOf(
  { columns, values }: Unit,
  { channel, geographic, extent }: Side,
  pixels: Pixels
): Property {
  const map = columns.get(geographic);
  if (map) {
    return { field: map.name };
  }
  const column = columns.get(channel);
  if (column) {
    return { scale: channel, field: column.name };
  }
  const value = values.get(channel);
  return value ? pixelIn(value.value, channel, pixels) : pixels[extent] / 2;
}

/** A number counts from the left or from the top; `width` and `height` are the far edges. */
function pixelIn(
  node: SpecNode,
  channel: 'x' | 'y',
  { width, height }: Pixels
): number {
  const size = channel === 'x' ? width : height;
  const isEdge = node.value === (channel === 'x' ? 'width' : 'height');
  const at = isEdge ? size : node.number();
  return channel === 'x' ? at : size - at;
}

/** All four edges of a bar or a rectangle. */
export const rectanglePlace = (unit: Unit, pixels: Pixels): Properties => ({
  ...sideOf(unit, SIDES[0], pixels),
  ...sideOf(unit, SIDES[1], pixels)
});

function sideOf(unit: Unit, side: Side, pixels: Pixels): Properties {
  const { columns, values, mark, orient } = unit;
  const { channel, second, middle, extent } = side;
  const column = columns.get(channel);
  if (!column) {
    const value = values.get(channel);
    const far = values.get(second);
    if (!value || !far) {
      value?.node.refuse(
        `is not drawn with ${mark.type} and without ${second}.`
      );
      return { [middle]: pixels[extent] / 2, [extent]: pixels[extent] };
    }
    return {
      [channel]: pixelIn(value.value, channel, pixels),
      [second]: pixelIn(far.value, channel, pixels)
    };
  }
  const near = { scale: channel, field: column.name };
  const farColumn = columns.get(second);
  const farValue = values.get(second);
  if (farColumn) {
    return {
      [channel]: near,
      [second]: { scale: channel, field: farColumn.name }
    };
  }
  if (farValue) {
    return {
      [channel]: near,
      [second]: pixelIn(farValue.value, channel, pixels)
    };
  }
  if (column.end) {
    const isStack = isMeasure(column.def);
    const scale = isStack || mark.type === 'rect' ? channel : farScale(channel);
    return { [channel]: near, [second]: { scale, field: column.end } };
  }
  const band = pixels.bands.get(channel);
  const isAlong = orient === (channel === 'y' ? 'vertical' : 'horizontal');
  if (band === undefined && mark.type === 'bar' && isAlong) {
    return {
      [channel]: { scale: channel, value: baseOf(channel, pixels) },
      [second]: near
    };
  }
  if (band === undefined && mark.type === 'rect') {
    throw column.def.node.error(
      `has no ends: a rect needs a bin, a time unit, categories, or ${second}.`
    );
  }
  const size = mark.node.get('size');
  return {
    [middle]: near,
    [extent]: size.isAbsent ? (band ?? THIN_BAR) : size.number()
  };
}

/** Where bars begin: at 0, or where a logarithm begins. */
function baseOf(channel: Channel, { scales }: Pixels): number {
  const scale = scales.get(channel);
  return scale?.type === 'log' ? Number(scale.domain[0]) : 0;
}

/** Fill, stroke and opacity, which all marks have alike. */
import { colourAt } from '../spec/colour';
import type { Vega5Value } from '../vega5-spec';
import { numberOf, scaledExpression, valueOf } from './expression';
import type { MarkReader } from './mark-reader';
import type { Property } from './property';

type Encoding = Record<string, Vega5Value>;

const JOINS: readonly string[] = ['bevel', 'round', 'miter'];

/** The numbers of a mark's paint that there are. Without its value, a row is not drawn. */
export function paintProperties(mark: MarkReader): Property[] {
  return [
    'opacity',
    'fillOpacity',
    'strokeOpacity',
    'strokeWidth',
    'miterLimit',
    'angle'
  ].flatMap(name => mark.property(name) ?? []);
}

/** The opacity of the whole mark. */
export function opacityOf(mark: MarkReader): Encoding {
  return numberAs(mark, 'opacity', 'opacity');
}

/** The fill; black, as in HeavyDB, where the mark names none. */
export function fillOf(mark: MarkReader): Encoding {
  return {
    fill: colourOf(mark, 'fillColor', '#000000'),
    ...numberAs(mark, 'fillOpacity', 'fillOpacity')
  };
}

/** The stroke, `color` by default; none, as in HeavyDB, where the mark has no width for it. */
export function strokeOf(mark: MarkReader): Encoding {
  const width = mark.property('strokeWidth');
  if (!width || (width.kind === 'constant' && width.value === 0)) {
    return {};
  }
  return {
    stroke: colourOf(mark, 'strokeColor', '#ffffff'),
    strokeWidth: valueOf(numberOf(width)),
    ...numberAs(mark, 'strokeOpacity', 'strokeOpacity'),
    strokeJoin: { value: joinOf(mark) },
    ...numberAs(mark, 'miterLimit', 'strokeMiterLimit')
  };
}

/** A colour; nothing is painted where a column has NULL, and its scale has no colour for it. */
export function colourOf(
  mark: MarkReader,
  name: string,
  standard: string
): Vega5Value {
  const property = mark.property(name);
  return property ? colourValue(property) : { value: standard };
}

function colourValue(property: Property): Vega5Value {
  const { place } = property;
  switch (property.kind) {
    case 'constant':
      return { value: colourAt(place) };
    case 'field':
      return place.fail(
        'A color packed into a column is drawn by the renderer of HeavyDB only.'
      );
    case 'scaled':
      if (property.scale.kind !== 'color') {
        place
          .member('scale')
          .fail(`The range of "${property.scale.name}" must be colors.`);
      }
      return { signal: scaledExpression(property) };
  }
}

function numberAs(mark: MarkReader, name: string, channel: string): Encoding {
  const property = mark.property(name);
  return property ? { [channel]: valueOf(numberOf(property)) } : {};
}

function joinOf(mark: MarkReader): string {
  const place = mark.properties.member('lineJoin');
  if (!place.isPresent) {
    return 'miter';
  }
  const { value } = place;
  const name =
    typeof value === 'number'
      ? JOINS[value]
      : JOINS.find(one => one === String(value).toLowerCase());
  return name ?? place.fail(`"${String(value)}" is not a line join.`);
}

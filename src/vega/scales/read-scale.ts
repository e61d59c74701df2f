/** Reads a scale of the dialect, and refuses what only the database can draw. */
import { colourAt } from '../spec/colour';
import { nameAt } from '../spec/name-at';
import type { Place } from '../spec/place';
import { isShapeName, SHAPE_NAMES, shapeAt } from '../spec/shapes';
import { type DomainTables, readDomain } from './domain';
import {
  QUANTITATIVE,
  type RangeKind,
  type Scale,
  type ScaleType
} from './scale';

const TYPES: readonly string[] = [
  ...QUANTITATIVE,
  'ordinal',
  'quantize',
  'threshold'
];
/** As HeavyDB: shader arrays have an end. */
const MAX_VALUES = 1000;

const INTERPOLATORS: ReadonlyMap<string, string> = new Map([
  ['interpolatergb', 'rgb'],
  ['interpolatehsl', 'hsl'],
  ['interpolatehsllong', 'hsl-long'],
  ['interpolatelab', 'lab'],
  ['interpolatehcl', 'hcl'],
  ['interpolatehcllong', 'hcl-long']
]);

export type ScaleContext = {
  width: number;
  height: number;
  tables: DomainTables;
};

/** @throws VegaError */
export function readScale(place: Place, context: ScaleContext): Scale {
  refuseAccumulator(place);
  const type = typeOf(place);
  const { range, kind } = readRange(place.member('range'), type, context);
  const domain = readDomain(place.member('domain'), type, context.tables);
  const name = nameAt(place.member('name'), '"name"');
  const scale: Scale = {
    name,
    path: place.path,
    type,
    domain,
    range,
    kind,
    clamp: flagAt(place.member('clamp')),
    exponent: exponentAt(place.member('exponent')),
    interpolate: kind === 'color' ? interpolatorAt(place) : undefined,
    nullValue: valueAt(place.member('nullValue'), kind)
  };
  if (type === 'ordinal') {
    scale.defaultValue = valueAt(place.member('default'), kind);
  }
  checkSizes(place, scale);
  return scale;
}

function refuseAccumulator(place: Place): void {
  const accumulator = place.member('accumulator');
  if (accumulator.isPresent) {
    accumulator.fail(
      `The accumulator "${String(accumulator.value)}" is drawn by the renderer of HeavyDB only.`
    );
  }
}

function typeOf(place: Place): ScaleType {
  const type = place.member('type');
  const text = type.isPresent
    ? type.text('"type" property in scale objects')
    : 'linear';
  return TYPES.includes(text)
    ? (text as ScaleType)
    : type.fail(`Scale type "${text}" is not a supported type.`);
}

function readRange(
  place: Place,
  type: ScaleType,
  { width, height }: ScaleContext
): { range: (number | string)[]; kind: RangeKind } {
  if (typeof place.value === 'string') {
    const word = place.value.toLowerCase();
    if (QUANTITATIVE.has(type) && (word === 'width' || word === 'height')) {
      return { range: [0, word === 'width' ? width : height], kind: 'number' };
    }
    if (type === 'ordinal' && word === 'symbol') {
      return { range: [...SHAPE_NAMES], kind: 'shape' };
    }
    place.fail(
      `"${place.value}" for scale type ${type.toUpperCase()} is invalid.`
    );
  }
  if (!place.isPresent) {
    place.fail('"range" property for scales must exist.');
  }
  const items = place.items('"range"');
  const [first] = items;
  if (!first) {
    place.fail('"range" must have at least 1 element.');
  }
  const kind = kindOf(first.value);
  if (QUANTITATIVE.has(type) && kind === 'shape') {
    place.fail(`${type.toUpperCase()} scales do not support shapes.`);
  }
  return { range: items.map(item => required(item, kind)), kind };
}

function kindOf(value: unknown): RangeKind {
  if (typeof value !== 'string') {
    return 'number';
  }
  return isShapeName(value) ? 'shape' : 'color';
}

function required(place: Place, kind: RangeKind): number | string {
  switch (kind) {
    case 'number':
      return place.number('A value of the range');
    case 'color':
      return colourAt(place);
    case 'shape':
      return shapeAt(place);
  }
}

function valueAt(place: Place, kind: RangeKind): number | string | undefined {
  return place.isPresent ? required(place, kind) : undefined;
}

function flagAt(place: Place): boolean {
  if (place.isPresent && typeof place.value !== 'boolean') {
    place.fail('The property must be a boolean.');
  }
  return place.value === true;
}

function exponentAt(place: Place): number {
  return place.isPresent ? place.number('"exponent"') : 1;
}

function interpolatorAt(scale: Place): string {
  const place = scale.member('interpolator');
  if (!place.isPresent) {
    return 'rgb';
  }
  const text = place.text('"interpolator"');
  return (
    INTERPOLATORS.get(text.trim().toLowerCase()) ??
    place.fail(`Interpolator "${text}" is not a supported interpolator type.`)
  );
}

function checkSizes(place: Place, { type, domain, range }: Scale): void {
  for (const [name, values] of Object.entries({ domain, range })) {
    if (values.length > MAX_VALUES) {
      place
        .member(name)
        .fail(
          `"${name}" has ${values.length} values; at most ${MAX_VALUES} are drawn.`
        );
    }
  }
  if (type === 'quantize' && domain.length !== 2) {
    place.member('domain').fail('QUANTIZE scales need a domain of 2 values.');
  }
  if (type === 'threshold' && range.length !== domain.length + 1) {
    place
      .member('range')
      .fail(
        'THRESHOLD scales need one more value in the range than in the domain.'
      );
  }
}

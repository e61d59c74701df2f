/** The parts of a mark that are here of interest, whatever a user wrote there. Pure. */
import type { VegaMark } from '../../vega/vega-spec';

/** Its properties by name. */
export const propertiesOf = ({
  properties
}: VegaMark): Record<string, unknown> =>
  isObject(properties) ? properties : {};

/** The name of its `data`; `null` if it has none. */
export const dataOf = ({ from }: VegaMark): string | null =>
  textOf(from, 'data');

/** The column of a property; `null` if it has none. */
export const fieldOf = (property: unknown): string | null =>
  textOf(property, 'field');

/** The scale of a property; `null` if it has none. */
export const scaleOf = (property: unknown): string | null =>
  textOf(property, 'scale');

/** The projection that places it; `null` if it has none. */
export const projectionOf = ({ transform }: VegaMark): string | null =>
  textOf(transform, 'projection');

function textOf(value: unknown, member: string): string | null {
  const text = isObject(value) ? value[member] : undefined;
  return typeof text === 'string' ? text : null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

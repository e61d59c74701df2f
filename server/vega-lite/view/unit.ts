/** A view of a spec that has one mark: which rows of which columns it draws. */
import type { Ask } from '../sql/ask';
import { addColumn, type Column } from './columns';
import {
  type Channel,
  channelIn,
  CHANNELS,
  type FieldDef,
  fieldIn,
  isContinuous,
  type ValueDef
} from './fields';
import { isMeasure, type Mark, markIn, type Orient, orientOf } from './mark';
import { Select } from '../sql/select';
import type { SpecNode } from '../spec/spec-node';
import { asDouble, name, subquery } from '../sql/sql-text';

/** Read without a scale. */
const OTHER_CHANNELS = ['detail', 'tooltip', 'order'];

export type Unit = {
  node: SpecNode;
  mark: Mark;
  orient: Orient;
  /** A query of the rows to draw. */
  sql: string;
  columns: ReadonlyMap<Channel, Column>;
  values: ReadonlyMap<Channel, ValueDef>;
  /** The aliases that tell one line from another. */
  lines: readonly string[];
  /** The alias by which the points of a line are in order. */
  order: string | null;
  /** The alias of the geometry, for `geoshape`. */
  geometry: string | null;
  isHitTested: boolean;
};

export type UnitOptions = {
  /** After FROM. */
  from: string;
  /** The properties of each channel, also those that a layer inherits. */
  encoding: ReadonlyMap<string, SpecNode>;
  ask: Ask;
};

/** @throws VegaLiteError for what is not drawn. */
export async function unitIn(
  node: SpecNode,
  { from, encoding, ask }: UnitOptions
): Promise<Unit> {
  const mark = markIn(node.get('mark'));
  const defs = new Map<Channel, FieldDef>();
  const values = new Map<Channel, ValueDef>();
  for (const [channel, channelNode] of encoding) {
    const known = CHANNELS.find(each => each === channel);
    if (known) {
      const def = channelIn(channelNode, channel);
      if (def.kind === 'field') {
        defs.set(known, def);
      } else {
        values.set(known, def);
      }
    } else if (
      !isGeometry(channel, mark) &&
      !OTHER_CHANNELS.includes(channel)
    ) {
      channelNode.refuse();
    }
  }
  requirePositions(mark, { node, has: channel => encoding.has(channel) });
  const orient = orientOf(mark, Object.fromEntries(defs));

  // The database gives x and y of lines and polygons another meaning.
  const hasOwnPlace = mark.type === 'line' || mark.type === 'geoshape';
  const select = new Select(from, hasOwnPlace ? ['x', 'y'] : []);
  const columns = new Map<Channel, Column>();
  const hasEnds = (channel: Channel): boolean =>
    mark.isRectangle &&
    ((channel === 'x' && !defs.has('x2')) ||
      (channel === 'y' && !defs.has('y2')));
  for (const [channel, def] of defs) {
    const keepInvalid =
      mark.type === 'line' && channel === (orient === 'vertical' ? 'y' : 'x');
    const options = {
      select,
      from,
      keepInvalid,
      hasEnds: hasEnds(channel),
      ask
    };
    columns.set(channel, await addColumn(def, channel, options));
  }
  const others = async (
    channel: 'detail' | 'tooltip' | 'order'
  ): Promise<string[]> => {
    const channelNode = encoding.get(channel);
    const items = channelNode?.isArray ? channelNode.items() : [channelNode];
    const aliases: string[] = [];
    for (const item of items) {
      if (item?.isObject && item.get('value').isAbsent) {
        const def = fieldIn(item, channel);
        aliases.push(
          (await addColumn(def, channel, { select, from, hasEnds: false, ask }))
            .name
        );
      }
    }
    return aliases;
  };
  const detail = await others('detail');
  const order = await others('order');
  const tooltip = await others('tooltip');
  const geometry =
    mark.type === 'geoshape' ? geometryOf(node, encoding, select) : null;

  const categories = [...columns]
    .filter(([channel, { def }]) => isOfLine(channel) && !isContinuous(def))
    .map(([, column]) => column.name);
  const unit: Unit = {
    node,
    mark,
    orient,
    sql: '',
    columns,
    values,
    lines: [...categories, ...detail],
    order: order[0] ?? null,
    geometry,
    isHitTested: mark.hasTooltip || tooltip.length > 0
  };
  return { ...unit, ...stacked({ ...unit, sql: select.sql() }) };
}

const isOfLine = (channel: Channel): boolean =>
  channel === 'color' || channel === 'opacity' || channel === 'size';

const isGeometry = (channel: string, { type }: Mark): boolean =>
  channel === 'shape' && type === 'geoshape';

function requirePositions(
  { type, isRectangle }: Mark,
  { node, has }: { node: SpecNode; has: (channel: string) => boolean }
): void {
  if (type === 'geoshape') {
    return;
  }
  const encoding = node.get('encoding');
  if (has('longitude') !== has('latitude')) {
    const missing = has('longitude') ? 'latitude' : 'longitude';
    throw encoding.get(missing).error('is missing.');
  }
  if (has('longitude') && isRectangle) {
    throw encoding.get('longitude').error(`is not drawn with ${type}.`);
  }
  for (const channel of ['x', 'y']) {
    if (!has(channel) && !has('longitude') && !isRectangle && type === 'line') {
      throw encoding.get(channel).error('is missing: a line needs it.');
    }
  }
}

function geometryOf(
  node: SpecNode,
  encoding: ReadonlyMap<string, SpecNode>,
  select: Select
): string {
  const shape = encoding.get('shape');
  if (!shape) {
    throw node
      .get('encoding')
      .get('shape')
      .error(
        'is missing: give {"field": "…", "type": "geojson"} with the column of polygons.'
      );
  }
  shape.allowOnly(['field', 'type', 'title', 'legend']);
  shape.get('type').oneOf(['geojson']);
  const column = name(shape.get('field').string());
  select.where(`${column} IS NOT NULL`);
  return select.add(column, shape.get('field').string());
}

/** Bars of one place with several colors: each begins where the one before ends. */
function stacked(unit: Unit): Pick<Unit, 'sql' | 'columns'> {
  const { mark, orient, lines, columns, sql } = unit;
  const [along, across] =
    orient === 'vertical' ? (['y', 'x'] as const) : (['x', 'y'] as const);
  const value = columns.get(along);
  if (mark.type !== 'bar' || !value || !isMeasure(value.def)) {
    return { sql, columns };
  }
  const stack = value.def.node.get('stack');
  const isStack = stack.value === true || stack.value === 'zero';
  if (
    !stack.isAbsent &&
    stack.value !== null &&
    stack.value !== false &&
    !isStack
  ) {
    throw stack.error('is not drawn by the database; "zero" and null are.');
  }
  const isSum = ['count', 'sum', 'distinct', 'valid', 'missing', null];
  const isDefault = stack.isAbsent && isSum.includes(value.def.aggregate);
  const hasEnd = columns.has(along === 'y' ? 'y2' : 'x2');
  if (hasEnd || lines.length === 0 || !(isStack || isDefault)) {
    return { sql, columns };
  }
  const place = columns.get(across);
  const partition = place ? `PARTITION BY ${name(place.name)} ` : '';
  const order = lines.map(alias => `${name(alias)} DESC`).join(', ');
  const sum = `SUM(${name(value.name)}) OVER (${partition}ORDER BY ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  const end = `${value.name}_top`;
  const start = `${value.name}_bottom`;
  return {
    sql: `SELECT *, ${name(end)} - ${name(value.name)} AS ${name(start)} FROM ${subquery(
      `SELECT *, ${asDouble(sum)} AS ${name(end)} FROM ${subquery(sql)}`
    )}`,
    columns: new Map(columns).set(along, { ...value, name: start, end })
  };
}

/** The views of a spec: itself, or its layers, each with what it inherits. */
import type { SpecNode } from '../spec/spec-node';
import type { Ask } from '../sql/ask';
import { sourceIn, transformed } from '../sql/transforms';
import { type Unit, unitIn } from './unit';

/** For a reader, or for a browser: the picture does not show it. */
const WITHOUT_EFFECT = ['$schema', 'name', 'title', 'description', 'usermeta'];
/** Read where the picture is made, and not within a layer. */
const OF_PICTURE = [
  ...['width', 'height', 'background', 'projection', 'config'],
  ...['autosize', 'padding', 'bounds']
];
/** The settings of axes, legends and the frame, which the picture does not have. */
const CONFIG = [
  'background',
  'view',
  'axis',
  'axisX',
  'axisY',
  'legend',
  'title'
];

type Inherited = {
  /** After FROM; `null` as long as no data are given. */
  from: string | null;
  encoding: ReadonlyMap<string, SpecNode>;
};

/** @throws VegaLiteError for what is neither a view nor layers of views. */
export async function unitsIn(node: SpecNode, ask: Ask): Promise<Unit[]> {
  node.get('config').allowOnlyIfThere(CONFIG);
  return await viewIn(
    node,
    { from: null, encoding: new Map() },
    ask,
    OF_PICTURE
  );
}

async function viewIn(
  node: SpecNode,
  inherited: Inherited,
  ask: Ask,
  more: readonly string[] = []
): Promise<Unit[]> {
  const layer = node.get('layer');
  const own = layer.isAbsent ? ['mark'] : ['layer'];
  node.allowOnly([
    ...[...own, 'data', 'transform', 'encoding'],
    ...[...WITHOUT_EFFECT, ...more]
  ]);
  const { from, encoding } = await withOwn(node, inherited, ask);
  if (!layer.isAbsent) {
    const units: Unit[] = [];
    for (const child of layer.items()) {
      units.push(...(await viewIn(child, { from, encoding }, ask)));
    }
    return units;
  }
  if (from === null) {
    throw node
      .get('data')
      .error('is missing: give {"sql": "SELECT …"} or {"name": "a_table"}.');
  }
  return [await unitIn(node, { from, encoding, ask })];
}

async function withOwn(
  node: SpecNode,
  inherited: Inherited,
  ask: Ask
): Promise<Inherited> {
  const data = node.get('data');
  const source = data.isAbsent ? inherited.from : sourceIn(data);
  const transform = node.get('transform');
  if (!transform.isAbsent && source === null) {
    throw node.get('data').error('is missing: there is nothing to transform.');
  }
  const encoding = node.get('encoding');
  const channels = encoding.isAbsent ? [] : encoding.keys();
  return {
    from:
      source === null || transform.isAbsent
        ? source
        : await transformed(source, transform.items(), ask),
    encoding: new Map([
      ...inherited.encoding,
      ...channels.map(channel => [channel, encoding.get(channel)] as const)
    ])
  };
}

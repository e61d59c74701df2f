/** The size of a picture, as Vega-Lite chooses it. Pure. */
import type { SpecNode } from '../spec/spec-node';

/** Pixels along one side. */
export type SideSize = {
  /** `null` if the spec leaves it to the data. */
  size: number | null;
  /** Of each category; `null` if the spec does not give it. */
  step: number | null;
  /** Of numbers, where the spec gives nothing. */
  continuousSize: number;
  /** Of each category, where the spec gives nothing. */
  discreteStep: number;
};

export type Size = { x: SideSize; y: SideSize };

/** Vega-Lite's own. */
const CONTINUOUS = 300;
const STEP = 20;

/** Looks nothing up in the data. @throws VegaLiteError for a size that is not in pixels. */
export function sizeIn(node: SpecNode): Size {
  return {
    x: sideIn(node, 'width', 'continuousWidth'),
    y: sideIn(node, 'height', 'continuousHeight')
  };
}

function sideIn(
  node: SpecNode,
  key: 'width' | 'height',
  configKey: string
): SideSize {
  const side = node.get(key);
  const config = node.get('config').get('view').get(configKey);
  const common = {
    continuousSize: config.isAbsent ? CONTINUOUS : pixelsIn(config),
    discreteStep: STEP
  };
  if (side.isObject) {
    side.allowOnly(['step'], 'is not a size that the database draws.');
    return { size: null, step: side.get('step').number(), ...common };
  }
  return {
    size: side.isAbsent ? null : pixelsIn(side),
    step: null,
    ...common
  };
}

/** The database draws whole pixels. */
function pixelsIn(node: SpecNode): number {
  const pixels = Math.round(node.number());
  if (pixels < 1) {
    throw node.error('is less than a pixel.');
  }
  return pixels;
}

/** Draws a translated spec with JupyterLab's own Vega renderer. */
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';
import { SidecarError } from '../sidecar/sidecar-error';
import type { Vega5Spec } from '../vega/vega5-spec';

const VEGA_MIME = 'application/vnd.vega.v5+json';

/** The row of the mark below the pointer; `null` if there is none. */
export type PointedRow = {
  data: string;
  row: Readonly<Record<string, unknown>>;
} | null;

export type BrowserDrawingOptions = {
  rendermime: IRenderMimeRegistry;
  /** Called when another mark is below the pointer. */
  onPoint: (row: PointedRow) => void;
  trans: TranslationBundle;
};

/** What Vega calls when another mark is below the pointer. */
type TooltipHandler = (
  handler: unknown,
  event: MouseEvent,
  mark: { datum?: Record<string, unknown> } | null,
  /** The mark's tooltip: here, the name of its `data`. */
  data: unknown
) => void;

/**
 * Rejects if Vega cannot draw.
 *
 * @param hitData - for each mark, the name of its `data` if it tells its values; otherwise `null`.
 * @returns what is on screen, and the PNG in base64.
 */
export async function drawInBrowser(
  spec: Vega5Spec,
  hitData: readonly (string | null)[],
  { rendermime, onPoint, trans }: BrowserDrawingOptions
): Promise<{ png: string; canvas: Widget }> {
  if (!rendermime.mimeTypes.includes(VEGA_MIME)) {
    throw new SidecarError(
      'rendering_unavailable',
      trans.__(
        'The database does not draw, and JupyterLab’s Vega renderer is disabled. Enable the extension @jupyterlab/vega5-extension.'
      )
    );
  }
  const tooltip: TooltipHandler = (_handler, _event, mark, data) => {
    onPoint(
      mark?.datum && typeof data === 'string' && data !== ''
        ? { data, row: mark.datum }
        : null
    );
  };
  const canvas = rendermime.createRenderer(VEGA_MIME);
  const model = rendermime.createModel({
    data: {
      [VEGA_MIME]: withTooltips(spec, hitData) as ReadonlyPartialJSONObject
    },
    metadata: {
      [VEGA_MIME]: {
        embed_options: {
          actions: false,
          // The dark theme of JupyterLab would put the picture on a ground of its own.
          config: { background: 'transparent' },
          tooltip
        }
      } as object as ReadonlyPartialJSONObject
    }
  });
  try {
    await canvas.renderModel(model);
  } catch (error) {
    canvas.dispose();
    throw error;
  }
  // The renderer makes it, for notebooks to save.
  return { png: model.data['image/png'] as string, canvas };
}

/** Vega tells of the mark below the pointer if the mark has a tooltip. */
const withTooltips = (
  spec: Vega5Spec,
  hitData: readonly (string | null)[]
): object => ({
  ...spec,
  marks: spec.marks.map((mark, index) => {
    const data = hitData[index] ?? null;
    return data === null
      ? { ...mark, interactive: false }
      : {
          ...mark,
          encode: { enter: { ...mark.encode.enter, tooltip: { value: data } } }
        };
  })
});

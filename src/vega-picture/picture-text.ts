/** What is said of a picture: who drew it, from how many rows, in what time. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { count, duration } from '../text/format-amount';
import type { Engine, Picture, PictureActivity } from './picture';
import type { PictureError } from './picture-model';
import { VegaError } from '../vega/vega-error';

/** `Drawn in the browser from 3,376 rows · 340 ms` */
export function pictureText(
  { by, sources, elapsedMs }: Pick<Picture, 'by' | 'sources' | 'elapsedMs'>,
  trans: TranslationBundle
): string {
  return `${drawnText({ by, sources }, trans)} · ${duration(elapsedMs)}`;
}

function drawnText(
  { by, sources }: Pick<Picture, 'by' | 'sources'>,
  trans: TranslationBundle
): string {
  if (by === 'database') {
    return trans.__('Drawn by the database');
  }
  const rows = sources.reduce((sum, source) => sum + source.rows, 0);
  const cut = sources.filter(({ isCut }) => isCut).map(({ name }) => name);
  if (cut.length === 0) {
    return trans._n(
      'Drawn in the browser from %2 row',
      'Drawn in the browser from %2 rows',
      rows,
      count(rows)
    );
  }
  return sources.length === 1
    ? trans.__(
        'Drawn in the browser from the first %1 rows; the database has more',
        count(rows)
      )
    : trans.__(
        'Drawn in the browser from %1 rows; the database has more of %2',
        count(rows),
        cut.map(name => `“${name}”`).join(', ')
      );
}

/** What is being done now. */
export function pictureActivityText(
  activity: PictureActivity,
  trans: TranslationBundle
): string {
  switch (activity.phase) {
    case 'starting':
      return trans.__('Starting…');
    case 'database':
      return trans.__('The database draws…');
    case 'rows':
      return trans.__(
        'Reading “%1”: %2 rows…',
        activity.name,
        count(activity.rows)
      );
    case 'drawing':
      return trans.__('Drawing…');
  }
}

/** Who will draw; empty if that is not known. */
export function engineText(
  engine: Engine | null,
  trans: TranslationBundle
): string {
  switch (engine) {
    case 'database':
      return trans.__('The database will draw');
    case 'browser':
      return trans.__('The browser will draw');
    case null:
      return '';
  }
}

/** The same as a whole sentence, with the reason; empty if that is not known. */
export function engineSentence(
  engine: Engine | null,
  trans: TranslationBundle
): string {
  switch (engine) {
    case 'database':
      return trans.__('The database draws it.');
    case 'browser':
      return trans.__(
        'The database has no renderer, so the browser draws it from its rows.'
      );
    case null:
      return '';
  }
}

/** The message, and the place in the spec where it is not in the message. */
export function errorText(
  error: PictureError,
  trans: TranslationBundle
): string {
  const path = pathOf(error);
  return path === '' || error.message.includes(path)
    ? error.message
    : trans.__('%1 (at %2)', error.message, path);
}

/** The place that an error names, as a JSON pointer; empty if it names none. */
export function pathOf(error: PictureError): string {
  return error instanceof VegaError
    ? error.path
    : (/\((\/[^()\s]*)\)/.exec(error.message)?.[1] ?? '');
}

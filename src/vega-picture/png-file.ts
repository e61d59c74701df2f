/** Copies a picture, and saves it among Jupyter's files. */
import { Notification } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { freeName, isThere } from '../files/free-name';
import { notificationText } from '../text/notification-text';
import { notifyFailure } from '../text/notify-failure';

/** How long a success is shown, in milliseconds. */
const SHOWN_MS = 10_000;

export type SavePngOptions = {
  contents: Pick<Contents.IManager, 'get' | 'save'>;
  /** The folder, with its drive, as the contents API writes it. */
  folder: string;
  /** The name of the file, without its extension. */
  stem: string;
  /** In base64. */
  png: string;
  /** Shows a file in the file browser; `null` where there is none. */
  show: ((path: string) => void) | null;
  trans: TranslationBundle;
};

/** Writes a new file, and tells where it is. Never rejects. */
export async function savePng(options: SavePngOptions): Promise<void> {
  const { contents, folder, stem, png, show, trans } = options;
  const pathOf = (name: string): string => PathExt.join(folder, name);
  try {
    const name = await freeName(`${stem}.png`, name =>
      isThere(contents, pathOf(name))
    );
    const path = pathOf(name);
    await contents.save(path, {
      type: 'file',
      format: 'base64',
      mimetype: 'image/png',
      content: png
    });
    Notification.success(notificationText(trans.__('Saved as %1', path)), {
      autoClose: SHOWN_MS,
      actions: show
        ? [
            {
              label: trans.__('Show in File Browser'),
              displayType: 'accent',
              callback: () => show(path)
            }
          ]
        : []
    });
  } catch (error) {
    notifyFailure({
      title: trans.__('Save PNG'),
      message: error instanceof Error ? error.message : String(error),
      trans
    });
  }
}

/** Browsers let only pages of `https` and of this computer copy pictures. */
export const mayCopy = (): boolean =>
  typeof ClipboardItem !== 'undefined' &&
  (navigator.clipboard as Clipboard | undefined) !== undefined;

/** Never rejects. */
export async function copyPng(
  png: string,
  trans: TranslationBundle
): Promise<void> {
  const bytes = Uint8Array.from(atob(png), character =>
    character.charCodeAt(0)
  );
  const blob = new Blob([bytes], { type: 'image/png' });
  try {
    await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })]);
    Notification.success(trans.__('The image was copied.'), {
      autoClose: SHOWN_MS
    });
  } catch (error) {
    notifyFailure({
      title: trans.__('Copy image'),
      message: error instanceof Error ? error.message : String(error),
      trans
    });
  }
}

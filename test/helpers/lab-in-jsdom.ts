/** What JupyterLab's packages need from a browser and jsdom lacks. Import it before them. */

class NoDragEvent extends MouseEvent {}

const ignored = (): void => undefined;

const noMedia = () => ({
  matches: false,
  addListener: ignored,
  removeListener: ignored,
  addEventListener: ignored,
  removeEventListener: ignored
});

/** Nothing has a size in jsdom. */
class NoResizeObserver {
  observe = ignored;
  disconnect = ignored;
}

const requestIdleCallback = (call: () => void): void => queueMicrotask(call);

Object.assign(globalThis, {
  DragEvent: NoDragEvent,
  ResizeObserver: NoResizeObserver,
  requestIdleCallback
});
Object.assign(window, { matchMedia: noMedia });

/** The texts that a page has copied so far, the newest last. */
export function watchClipboard(): string[] {
  const copied: string[] = [];
  const execCommand = (): boolean => {
    const setData = (_: string, text: string): number => copied.push(text);
    const event = Object.assign(new Event('copy'), {
      clipboardData: { setData }
    });
    return document.body.dispatchEvent(event);
  };
  Object.assign(document, { execCommand });
  return copied;
}

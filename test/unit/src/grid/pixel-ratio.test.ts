import { afterEach, expect, test, vi } from 'vitest';
import { PixelRatioWatch } from '../../../../src/grid/pixel-ratio';

/** A screen as a browser has it: a media query tells once that its ratio is no more. */
class Screen {
  readonly queries: { media: string; target: EventTarget }[] = [];

  constructor() {
    vi.stubGlobal('matchMedia', (media: string) => {
      const target = new EventTarget();
      this.queries.push({ media, target });
      return target;
    });
  }

  show(ratio: number): void {
    vi.stubGlobal('devicePixelRatio', ratio);
    this.queries.at(-1)?.target.dispatchEvent(new Event('change'));
  }
}

afterEach(() => vi.unstubAllGlobals());

test('every other ratio is told, until nobody wants to know', () => {
  const screen = new Screen();
  screen.show(1);
  const changed = vi.fn();
  const watch = new PixelRatioWatch(changed);
  screen.show(2);
  screen.show(1.5);
  expect(changed).toHaveBeenCalledTimes(2);
  expect(screen.queries.map(({ media }) => media)).toEqual([
    '(resolution: 1dppx)',
    '(resolution: 2dppx)',
    '(resolution: 1.5dppx)'
  ]);
  watch.dispose();
  screen.show(3);
  expect(changed).toHaveBeenCalledTimes(2);
});

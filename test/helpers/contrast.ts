/** Contrasts according to WCAG 2.2 (1.4.3), of what a browser draws. */
import type { Locator } from '@playwright/test';

/** The contrast between the text of each element and its background: from 1 to 21. */
export const contrasts = (elements: Locator): Promise<number[]> =>
  elements.evaluateAll(nodes => {
    const context = document
      .createElement('canvas')
      .getContext('2d', { willReadFrequently: true })!;

    /** Paints colours over each other, in any notation. */
    const paint = (colors: string[]): number[] => {
      context.fillStyle = 'white';
      context.fillRect(0, 0, 1, 1);
      for (const color of colors) {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
      }
      return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (rgb: number[]): number => {
      const [r = 0, g = 0, b = 0] = rgb.map(value => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return nodes.map(node => {
      const grounds: string[] = [];
      for (
        let element: Element | null = node;
        element;
        element = element.parentElement
      ) {
        grounds.unshift(getComputedStyle(element).backgroundColor);
      }
      const ground = luminance(paint(grounds));
      const text = luminance(paint([...grounds, getComputedStyle(node).color]));
      const [dark, light] = [Math.min(ground, text), Math.max(ground, text)];
      return (light + 0.05) / (dark + 0.05);
    });
  });

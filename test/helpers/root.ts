/** The project's folder. Vitest and Playwright load tests as different kinds of module; both know `__dirname`. */
import { resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/** The used parts of Vega's packages `vega-scale` 7 and `vega-statistics` 1, which lack these types. */
declare module 'vega-scale' {
  type Scale = {
    (value: number): number;
    domain(values: readonly number[]): Scale;
    domain(): number[];
    nice(count?: number): Scale;
  };

  export function scale(type: string): () => Scale;

  /** A function of 0 to 1. */
  export function interpolateColors(
    colors: readonly string[],
    interpolate?: string
  ): (at: number) => string;

  /** A function of 0 to 1 or a list of colors; undefined for an unknown name. */
  export function scheme(
    name: string
  ): ((at: number) => string) | readonly string[] | undefined;
}

declare module 'vega-statistics' {
  export function bin(options: {
    extent: readonly [number, number];
    maxbins?: number;
    step?: number;
    base?: number;
    nice?: boolean;
    minstep?: number;
  }): { start: number; stop: number; step: number };
}

/** A table that the sandbox begins with. */
export type SampleTable = {
  definition: string;
  /** `file` answers the path of a file of vega-datasets, quoted for SQL. */
  rows: (file: (name: string) => string) => string;
};

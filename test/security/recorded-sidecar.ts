/** The real sidecar, run by a Node that writes down what reaches it: for `OmniSciConfig.node`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type RecordedRequest = {
  method: string;
  url: string;
  /** Names and values in turn, as they came. */
  rawHeaders: string[];
};

export class RecordedSidecar {
  /** The command to configure as Node. */
  readonly node: string;

  /** @param folder - one that goes with the test. */
  constructor(folder: string) {
    this._file = join(folder, 'recorded-requests');
    this.node = join(folder, 'recording-node');
    const recorder = join(__dirname, 'recorder.cjs');
    writeFileSync(
      this.node,
      [
        '#!/bin/sh',
        `export RECORDED_REQUESTS=${quoted(this._file)}`,
        `exec ${quoted(process.execPath)} --require ${quoted(recorder)} "$@"`,
        ''
      ].join('\n'),
      { mode: 0o755 }
    );
  }

  get requests(): RecordedRequest[] {
    return existsSync(this._file)
      ? readFileSync(this._file, 'utf8')
          .split('\n')
          .filter(line => line !== '')
          .map(line => JSON.parse(line) as RecordedRequest)
      : [];
  }

  private readonly _file: string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Reads what an output says of its SQL editor, in every form since 2018. Pure. */
import type { JSONValue } from '@lumino/coreutils';
import {
  connectionInOutput,
  isJsonObject,
  type ConnectionInOutput
} from '../output/connection-in-output';

export type EditorPayload = {
  query: string;
  /** `null` if the notebook names no connection. */
  named: ConnectionInOutput | null;
};

/** `null` if this version cannot read the output: anybody may have changed it. */
export function readPayload(data: JSONValue | undefined): EditorPayload | null {
  return isJsonObject(data) && typeof data['query'] === 'string'
    ? { query: data['query'], named: connectionInOutput(data['connection']) }
    : null;
}

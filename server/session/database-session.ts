/** A session, and the server that knows it. */
import type { Target } from '../transport/target';
import type { SessionId } from './session-id';

export type DatabaseSession = {
  readonly id: SessionId;
  readonly target: Target;
};

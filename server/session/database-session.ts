/** A session, and the server where it is valid. */
import type { Target } from '../transport/target';
import type { SessionId } from './session-id';

export type DatabaseSession = {
  readonly id: SessionId;
  readonly target: Target;
};

/** Checks that JSON has the parts of a reply of `server/protocol.ts` that the front end uses. */
import type {
  CheckReply,
  ConnectionData,
  ConnectionsReply,
  Limits,
  PixelHit,
  PixelReply,
  RenderingReply,
  RenderReply,
  RunningReply,
  SchemaColumnsReply,
  SchemaReply,
  SchemaTablesReply,
  ServerStatus,
  SignOutReply,
  StatusReply,
  VegaLiteReply
} from '../../server/protocol';

type Unchecked<T> = { [K in keyof T]?: unknown } | null | undefined;

/** @param value - anything that `JSON.parse` returns. */
export function isStatusReply(value: unknown): value is StatusReply {
  const reply = value as Unchecked<StatusReply>;
  return (
    typeof reply?.state === 'string' &&
    typeof reply.query === 'string' &&
    typeof (reply.source as Unchecked<StatusReply['source']>)?.kind ===
      'string' &&
    isConnectionData(reply.connection) &&
    isConnectionData(reply.environment) &&
    isLimits(reply.limits)
  );
}

function isLimits(value: unknown): value is Limits {
  const limits = value as Unchecked<Limits>;
  return (
    (limits?.maxRows === null || typeof limits?.maxRows === 'number') &&
    typeof limits.export === 'boolean' &&
    typeof limits.history === 'boolean'
  );
}

export function isSchemaReply(value: unknown): value is SchemaReply {
  const reply = value as Unchecked<SchemaReply>;
  return (
    typeof reply?.database === 'string' &&
    Array.isArray(reply.databases) &&
    areNamed(reply.tables)
  );
}

export function isSchemaTablesReply(
  value: unknown
): value is SchemaTablesReply {
  const tables = (value as Unchecked<SchemaTablesReply>)?.tables;
  return tables === null || areNamed(tables);
}

export function isSchemaColumnsReply(
  value: unknown
): value is SchemaColumnsReply {
  const reply = value as Unchecked<SchemaColumnsReply>;
  return areNamed(reply?.columns) && typeof reply?.viewSql === 'string';
}

export function isRenderingReply(value: unknown): value is RenderingReply {
  const reply = value as Unchecked<RenderingReply>;
  return (
    typeof reply?.renders === 'boolean' &&
    typeof reply.rendersPolygons === 'boolean'
  );
}

export function isRenderReply(value: unknown): value is RenderReply {
  const reply = value as Unchecked<RenderReply>;
  return (
    [reply?.widget, reply?.executionTimeMs, reply?.renderTimeMs].every(
      part => typeof part === 'number'
    ) && [reply?.image, reply?.metadata].every(part => typeof part === 'string')
  );
}

export function isPixelReply(value: unknown): value is PixelReply {
  const hit = (value as Unchecked<PixelReply>)?.hit;
  const { data, rowId, values } = (hit ?? {}) as Partial<
    Record<keyof PixelHit, unknown>
  >;
  return (
    hit === null ||
    (typeof data === 'string' && typeof rowId === 'number' && areNamed(values))
  );
}

export const isVegaLiteReply = (value: unknown): value is VegaLiteReply =>
  typeof (value as Unchecked<VegaLiteReply>)?.vega === 'string';

export function isConnectionsReply(value: unknown): value is ConnectionsReply {
  const reply = value as Unchecked<ConnectionsReply>;
  return (
    typeof reply?.allow === 'string' &&
    typeof reply.default === 'string' &&
    Array.isArray(reply.servers) &&
    reply.servers.every(isServerStatus)
  );
}

export function isServerStatus(value: unknown): value is ServerStatus {
  const status = value as Unchecked<ServerStatus>;
  return (
    [status?.id, status?.label, status?.database, status?.username].every(
      part => typeof part === 'string'
    ) &&
    typeof status?.state === 'string' &&
    Array.isArray(status.databases) &&
    isConnectionData(status.connection)
  );
}

export function isCheckReply(value: unknown): value is CheckReply {
  const reply = value as Unchecked<CheckReply>;
  return (
    typeof reply?.ok === 'boolean' &&
    Array.isArray(reply.findings) &&
    reply.findings.every((finding: Unchecked<CheckReply['findings'][number]>) =>
      [finding?.name, finding?.state, finding?.message, finding?.remedy].every(
        part => typeof part === 'string'
      )
    )
  );
}

export const isSignOutReply = (value: unknown): value is SignOutReply =>
  typeof (value as Unchecked<SignOutReply>)?.ended === 'boolean';

export const isRunningReply = (value: unknown): value is RunningReply =>
  (value as Unchecked<RunningReply>)?.state === 'running';

function isConnectionData(value: unknown): value is ConnectionData {
  const data = value as Unchecked<ConnectionData>;
  return [data?.protocol, data?.host, data?.port].every(
    part => typeof part === 'string'
  );
}

const areNamed = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (item: Unchecked<{ name: string }>) => typeof item?.name === 'string'
  );

/** @returns the JSON of a body; also `null` if it is not JSON. */
export const parsed = (body: Uint8Array): unknown =>
  parsedText(new TextDecoder().decode(body));

export function parsedText(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

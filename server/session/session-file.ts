/**
 * Reads a session file: never waits on a FIFO or device, never reads more than the cap, and is
 * done within its time. Follows links, as Kubernetes mounts need, and judges what they lead to.
 */
import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../http/api-error';
import { SessionId } from './session-id';

/** The JSON form may hold a query; see facts of 2026-11-23 on `.omniscisession`. */
const SIZE_CAP = 256 * 1024;
/** A file changed within this time may still be in the writing. */
const SETTLED_AFTER_MS = 50;
const REREADS = 20;

export type SessionFileContent = { session: string; query: string };

export type ReadOptions = {
  path: string;
  /** Told when others than the owner can read the file. */
  onExposed?: () => void;
};

/** Reads and checks the file; throws an {@link ApiError} that names it, never its content. */
export async function readSessionFile(
  options: ReadOptions
): Promise<SessionFileContent> {
  const { path, onExposed } = options;
  let reading = await readOnce(path, onExposed);
  for (let again = 0; again < REREADS; again++) {
    if (reading.isSettled && reading.content.length > 0) {
      break;
    }
    // Whoever rotates the file in place may have been caught between truncating and writing.
    await delay(SETTLED_AFTER_MS);
    const earlier = reading.version;
    reading = await readOnce(path);
    if (reading.version === earlier) {
      reading.isSettled = true;
      break;
    }
  }
  if (!reading.isSettled) {
    throw invalid(path, 'is being written to all the time');
  }
  return parseSessionFile(path, reading.content);
}

/** What the bytes of the file say. */
export function parseSessionFile(
  path: string,
  content: Uint8Array
): SessionFileContent {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw invalid(path, 'is not text');
  }
  // TextDecoder takes away one BOM.
  const trimmed = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  const found = trimmed.startsWith('{')
    ? parseJson(path, trimmed)
    : { session: trimmed, query: '' };
  if (found.session === '') {
    throw new ApiError(
      'session_missing',
      `The session file ${path} holds no session. Log in to the database again, so that a session is written to it.`
    );
  }
  if (!SessionId.parse(found.session)) {
    throw invalid(path, 'does not hold a session ID and nothing else');
  }
  return found;
}

function parseJson(path: string, text: string): SessionFileContent {
  let parsed: Record<string, unknown>;
  try {
    parsed = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw invalid(path, 'begins like JSON but is not');
  }
  const { session = '', query = '' } = parsed;
  if (session !== null && typeof session !== 'string') {
    throw invalid(path, 'holds a "session" that is not a text');
  }
  return {
    session: session?.trim() ?? '',
    query: typeof query === 'string' ? query : ''
  };
}

type Reading = { content: Uint8Array; version: string; isSettled: boolean };

async function readOnce(
  path: string,
  onExposed?: () => void
): Promise<Reading> {
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK the opening of a FIFO waits for a writer. Windows has no such flag.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const before = await file.stat();
    refuseUnlessRegular(path, before);
    if (before.mode & 0o077) {
      onExposed?.();
    }
    const content = await readCapped(path, file, before.size);
    const after = await file.stat();
    const version = versionOf(after);
    const age = Math.abs(Date.now() - after.mtimeMs);
    return {
      content,
      version,
      isSettled: version === versionOf(before) && age > SETTLED_AFTER_MS
    };
  } catch (error) {
    throw error instanceof ApiError ? error : openingFault(path, error);
  } finally {
    await file?.close();
  }
}

function refuseUnlessRegular(path: string, stats: Stats): void {
  if (!stats.isFile()) {
    const what = stats.isDirectory() ? 'a folder' : 'no regular file';
    throw new ApiError(
      'session_unreadable',
      `The session file ${path} is ${what}. OmniSciSessionManager.session_file must name a text file.`
    );
  }
  if (stats.size > SIZE_CAP) {
    throw tooBig(path);
  }
}

const versionOf = ({ ino, size, mtimeMs }: Stats): string =>
  `${ino} ${size} ${mtimeMs}`;

/** A regular file gives all it has at once; one byte more than its size tells whether it grew. */
async function readCapped(
  path: string,
  file: FileHandle,
  size: number
): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(size + 1);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  if (bytesRead > SIZE_CAP) {
    throw tooBig(path);
  }
  return buffer.subarray(0, bytesRead);
}

function openingFault(path: string, cause: unknown): ApiError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') {
    return new ApiError(
      'session_missing',
      `The session file ${path} does not exist. Log in to the database, so that it is written, or correct OmniSciSessionManager.session_file.`
    );
  }
  return new ApiError(
    'session_unreadable',
    `The session file ${path} cannot be read (${code ?? 'unknown reason'}). Check its path and permissions.`
  );
}

const invalid = (path: string, what: string): ApiError =>
  new ApiError(
    'session_invalid',
    `The session file ${path} ${what}. It must hold the session ID alone, or JSON such as {"session": "…"}.`
  );

const tooBig = (path: string): ApiError =>
  invalid(path, `is bigger than ${SIZE_CAP / 1024} KiB`);

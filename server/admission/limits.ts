/** The concurrency limits and queue limits of the sidecar; see docs/decisions/0019. */
import { ApiError } from '../errors/api-error';
import { Admission } from './admission';

const MAX_CONCURRENT = 32;
const MAX_QUEUED = 256;
/** A caller that waits longer gets 429 and may retry. */
const QUEUE_TIMEOUT_MS = 10_000;

const MAX_CONCURRENT_QUERIES = 16;
const QUERY_QUEUE_TIMEOUT_MS = 30_000;

/** For short routes: they read the session or make one quick call to the database. */
export const requestAdmission = (): Admission =>
  new Admission({
    maxConcurrent: MAX_CONCURRENT,
    maxQueued: MAX_QUEUED,
    queueTimeoutMs: QUEUE_TIMEOUT_MS,
    refuse: tooManyRequests
  });

/** For queries: a query stays admitted until its last page is requested. */
export const queryAdmission = (): Admission =>
  new Admission({
    maxConcurrent: MAX_CONCURRENT_QUERIES,
    maxQueued: MAX_QUEUED,
    queueTimeoutMs: QUERY_QUEUE_TIMEOUT_MS,
    refuse: () =>
      new ApiError(
        'too_many_queries',
        `${MAX_CONCURRENT_QUERIES} of your queries are already running or loading rows. Wait until one ends, or cancel one.`,
        { headers: { 'Retry-After': '2' } }
      )
  });

/** For the pictures of one connection: the session that holds them makes one call at a time. */
export const pictureTurns = (): Admission =>
  new Admission({
    maxConcurrent: 1,
    maxQueued: MAX_QUEUED,
    queueTimeoutMs: QUERY_QUEUE_TIMEOUT_MS,
    refuse: () =>
      new ApiError(
        'too_many_queries',
        'The database still renders other pictures of this connection. Wait until they are there, or cancel them.',
        { headers: { 'Retry-After': '2' } }
      )
  });

/** Node's error codes for "no free file descriptor", in this process or on the machine. */
export const NO_DESCRIPTORS: readonly string[] = ['EMFILE', 'ENFILE'];

export const tooManyFiles = (): ApiError =>
  new ApiError(
    'too_many_requests',
    'The OmniSci sidecar has too many open files and connections. Try again in a moment. If the error remains, raise the limit of the Jupyter server: ulimit -n.',
    { headers: { 'Retry-After': '1' } }
  );

export const tooManyRequests = (): ApiError =>
  new ApiError(
    'too_many_requests',
    'The OmniSci extension has too many requests to answer. Try again in a moment.',
    { headers: { 'Retry-After': '1' } }
  );

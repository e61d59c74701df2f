/** Keeps a route within its {@link Admission}; who hangs up while in line is forgotten. */
import type { Request, RequestHandler, Response } from 'express';
import type { Admission } from './admission';

/** `left` is aborted when the caller has gone; the turn lasts until the handler is done anyhow. */
export type Handler = (
  request: Request,
  response: Response,
  left: AbortSignal
) => Promise<void>;

export const admitted =
  (admission: Admission, handle: Handler): RequestHandler =>
  async (request, response) => {
    const gone = new AbortController();
    const { signal: left } = gone;
    response.on('close', () => gone.abort());
    try {
      await admission.take(() => handle(request, response, left), left);
    } catch (error) {
      if (!left.aborted) {
        throw error;
      }
    }
  };

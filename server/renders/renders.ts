/**
 * Renders pictures, and tells what was drawn at a pixel. The calls of a connection are made one
 * after another, on a clone that holds its pictures. Knows no HTTP.
 */
import type { Admission } from '../admission/admission';
import type { Connection } from '../connections/connection';
import { databaseErrorOf } from '../database/api-error-of';
import {
  type DatabaseClient,
  MAX_IMAGE_BYTES
} from '../database/database-client';
import { ApiError } from '../errors/api-error';
import type {
  PixelReply,
  PixelRequest,
  RenderingReply,
  RenderReply,
  RenderRequest
} from '../protocol';
import { withFreshSession } from '../session/fresh-session';
import { requireSession } from '../session/session-reader';
import type { RenderAnswer } from '../thrift/calls';
import { interruptible } from './interruptible';
import { type Held, PictureHolder } from './picture-holder';
import { pixelHit } from './pixel-hit';
import { renderError } from './render-error';
import { checkedSpec } from './spec';
import { Turns } from './turns';

export type RendersOptions = {
  database: Pick<
    DatabaseClient,
    'interrupt' | 'serverStatus' | 'renderVega' | 'rowForPixel'
  >;
  /** Shared with the queries: both load the database. */
  admission: Admission;
};

/** What is known of one connection. */
type Pictures = {
  holder: PictureHolder;
  /** Of the session with this digest. */
  rendering?: { session: string; reply: RenderingReply };
};

export class Renders {
  private readonly pictures = new WeakMap<Connection, Pictures>();
  private readonly turns: Turns;

  constructor(private readonly options: RendersOptions) {
    this.turns = new Turns(options.admission);
  }

  /** Whether the database renders; asked once for each session. */
  async rendering(
    connection: Connection,
    signal: AbortSignal
  ): Promise<RenderingReply> {
    const pictures = this.of(connection);
    return await withFreshSession(connection.sessions, async session => {
      const digest = session.id.digest();
      if (pictures.rendering?.session !== digest) {
        const reply = await this.options.database
          .serverStatus({ ...session, signal })
          .catch((error: unknown) => {
            if (databaseErrorOf(error)?.isUnknownMethod) {
              return { renders: false, rendersPolygons: false };
            }
            throw error;
          });
        pictures.rendering = { session: digest, reply };
      }
      return pictures.rendering.reply;
    });
  }

  /**
   * Renders a picture.
   *
   * @param signal - aborted when the caller has gone; the database is then interrupted.
   */
  async render(
    connection: Connection,
    { vega, widget, compression = -1 }: RenderRequest,
    signal: AbortSignal
  ): Promise<RenderReply> {
    const { database } = this.options;
    const spec = checkedSpec(vega);
    const renderOn = async (
      { clone, widgets }: Held,
      stop: AbortSignal
    ): Promise<RenderReply> => {
      const slot = widget === undefined ? null : widgets.slotOf(widget);
      const place = slot === null ? widgets.add() : { slot, widget: widget! };
      try {
        const answer = await interruptible(
          { database, clone, signal: stop },
          caller =>
            database.renderVega(caller, {
              ...{ widget: place.slot, vega: spec, compression }
            })
        );
        return replyOf(place.widget, answer);
      } catch (error) {
        if (slot === null) {
          widgets.remove(place.widget);
        }
        throw error;
      }
    };
    return await this.inTurn(connection, signal, ({ holder }, stop) =>
      withFreshSession(connection.sessions, session =>
        holder.use(session, held => renderOn(held, stop))
      )
    );
  }

  /**
   * What was drawn at a pixel.
   *
   * @throws ApiError `render_unknown` - if the picture was forgotten.
   */
  async pixel(
    connection: Connection,
    { widget, ...request }: PixelRequest & { widget: number },
    signal: AbortSignal
  ): Promise<PixelReply> {
    const { database } = this.options;
    const askOn = async (
      { clone, widgets }: Held,
      stop: AbortSignal
    ): Promise<PixelReply | null> => {
      const slot = widgets.slotOf(widget);
      if (slot === null) {
        return null;
      }
      const answer = await interruptible(
        { database, clone, signal: stop },
        caller => database.rowForPixel(caller, slot, request)
      );
      return { hit: pixelHit(answer) };
    };
    const reply = await this.inTurn(
      connection,
      signal,
      async ({ holder }, stop) => {
        const session = requireSession(await connection.sessions.read());
        return await holder.ask(session, held => askOn(held, stop));
      }
    );
    if (!reply) {
      throw new ApiError(
        'render_unknown',
        'The database no longer holds this picture. Render it again.'
      );
    }
    return reply;
  }

  /** Stops the calls of these connections. Never rejects. */
  cancelAll(connections: ReadonlySet<Connection>): Promise<void> {
    return this.turns.cancelAll(connections);
  }

  /** Stops all calls. Never rejects. */
  dispose(): Promise<void> {
    return this.turns.cancelAll();
  }

  private of(connection: Connection): Pictures {
    let pictures = this.pictures.get(connection);
    if (!pictures) {
      pictures = { holder: new PictureHolder(connection.clones) };
      this.pictures.set(connection, pictures);
    }
    return pictures;
  }

  private async inTurn<T>(
    connection: Connection,
    signal: AbortSignal,
    work: (pictures: Pictures, stop: AbortSignal) => Promise<T>
  ): Promise<T> {
    try {
      return await this.turns.take(connection, signal, stop =>
        work(this.of(connection), stop)
      );
    } catch (error) {
      throw renderError(error);
    }
  }
}

function replyOf(widget: number, answer: RenderAnswer): RenderReply {
  const { image, execution_time_ms, render_time_ms, vega_metadata } = answer;
  if (image.length > MAX_IMAGE_BYTES) {
    throw new ApiError(
      'result_too_large',
      `The picture has more bytes than the limit of ${MAX_IMAGE_BYTES / 1024 ** 2} MiB. Make it smaller, or compress it more.`
    );
  }
  return {
    widget,
    image: image.toString('base64'),
    executionTimeMs: Number(execution_time_ms ?? 0),
    renderTimeMs: Number(render_time_ms ?? 0),
    metadata: vega_metadata ?? ''
  };
}

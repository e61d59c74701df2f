/**
 * What an output shows of a picture: the saved one, where it is drawn anew, and its SQL. Draws only
 * when it is told to.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import { runIcon } from '@jupyterlab/ui-components';
import { Panel, PanelLayout, Widget } from '@lumino/widgets';
import { OutputNote } from '../output/output-note';
import { notifyFailure } from '../text/notify-failure';
import type { IConnection } from '../tokens';
import type { PictureModel } from '../vega-picture/picture-model';
import { ChosenConnection } from './chosen-connection';
import type { VegaPayload } from './payload';
import { sqlFold } from './sql-fold';

/** What draws: a `VegaPicture`. */
export type Drawing = Widget & {
  readonly model: Pick<
    PictureModel,
    'connection' | 'error' | 'picture' | 'render'
  >;
};

export type VegaCardOptions = {
  payload: VegaPayload;
  /** The saved picture in base64; `null` if there is none. */
  png: string | null;
  connection: IConnection;
  /** What the notebook names, if it is none of the user's connections. */
  unknown: string | null;
  /** Makes the button that shows and changes the connection of the card's `model`. */
  createConnectionButton: (content: Widget) => Widget;
  /** Rejects if the server does not send a file of the extension. */
  createDrawing: (options: {
    connection: IConnection;
    /** Draws again. */
    retry: () => void;
  }) => Promise<Drawing>;
  /** Called with each picture that {@link VegaCard.run} draws, in base64. */
  onDrawn: (png: string) => void;
  trans: TranslationBundle;
};

export class VegaCard extends Widget {
  constructor(private readonly _options: VegaCardOptions) {
    super();
    const { payload, png, connection, trans } = _options;
    this.addClass('jp-OmniSciVegaCard');
    this.model = new ChosenConnection(connection);
    const layout = (this.layout = new PanelLayout());
    layout.addWidget(this._createHead());
    for (const text of this._notes) {
      layout.addWidget(new OutputNote({ text }));
    }
    layout.addWidget(this._pictures);
    if (png !== null) {
      this._pictures.addWidget(this._saved);
      this._saved.node.append(imageOf(png, trans));
    }
    if (payload.sql.length > 0) {
      layout.addWidget(sqlFold(payload.sql, trans));
    }
  }

  /** For the connection button. */
  readonly model: ChosenConnection;

  /**
   * Draws, and shows what comes of it: a picture, or an error above the saved one. Rejects if the
   * server does not send a file of the extension.
   */
  async run(): Promise<void> {
    const { payload, onDrawn } = this._options;
    const { connection } = this.model;
    this._drawing ??= this._createDrawing(connection);
    const { model } = await this._drawing;
    model.connection = connection;
    // Signs in, where the Jupyter server has the password.
    await connection.ready();
    await model.render(payload.text, { language: payload.language });
    if (model.picture && !model.error && !this.isDisposed) {
      this._saved.hide();
      onDrawn(model.picture.png);
    }
  }

  private async _createDrawing(connection: IConnection): Promise<Drawing> {
    try {
      const drawing = await this._options.createDrawing({
        connection,
        retry: () => this.start()
      });
      if (this.isDisposed) {
        drawing.dispose();
      } else {
        this._pictures.insertWidget(0, drawing);
      }
      return drawing;
    } catch (error) {
      this._drawing = null;
      throw error;
    }
  }

  private _createHead(): Widget {
    const { payload, createConnectionButton } = this._options;
    const head = new Panel();
    head.addClass('jp-OmniSciVegaCard-head');
    if (!payload.hasLostQuery) {
      head.addWidget(this._createRunButton());
      head.addWidget(createConnectionButton(this));
    }
    const kind = new Widget();
    kind.addClass('jp-OmniSciVegaCard-kind');
    kind.node.textContent = kindText(payload);
    head.addWidget(kind);
    return head;
  }

  private _createRunButton(): Widget {
    const { trans } = this._options;
    const node = document.createElement('button');
    node.className =
      'jp-OmniSciVegaCard-run jp-mod-styled jp-mod-minimal jp-Button';
    node.title = trans.__('Draw the picture on this connection');
    node.append(runIcon.element({ tag: 'span' }), trans.__('Run'));
    node.addEventListener('click', () => this.start());
    return new Widget({ node });
  }

  private get _notes(): string[] {
    const { payload, unknown, trans } = this._options;
    return [
      ...(payload.hasLostQuery
        ? [trans.__('The query is not part of this output.')]
        : unknown !== null
          ? [
              trans.__(
                'The notebook names %1, which is not one of your connections. Run uses the connection above.',
                unknown
              )
            ]
          : [])
    ];
  }

  /** Like {@link run}; a notification tells of a file that is missing. */
  start(): void {
    const { trans } = this._options;
    this.run().catch((error: unknown) =>
      notifyFailure({
        title: trans.__('The picture'),
        message: error instanceof Error ? error.message : String(error),
        trans
      })
    );
  }

  private readonly _pictures = new Panel();
  private readonly _saved = new Widget();
  private _drawing: Promise<Drawing> | null = null;
}

function imageOf(png: string, trans: TranslationBundle): HTMLElement {
  const image = document.createElement('img');
  image.src = `data:image/png;base64,${png}`;
  image.alt = trans.__('The saved picture');
  return image;
}

/** What it is, and where its writer had it drawn: "Vega, 480 × 300 · db.example.com:443 · flights". */
function kindText({ language, size, named }: VegaPayload): string {
  const name = language === 'vega' ? 'Vega' : 'Vega-Lite';
  return [
    size ? `${name}, ${size.width} × ${size.height}` : name,
    ...(named && 'host' in named
      ? [
          named.port ? `${named.host}:${named.port}` : named.host,
          named.database
        ]
      : [])
  ]
    .filter(Boolean)
    .join(' · ');
}

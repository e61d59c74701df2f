/** The schema browser on screen: a search field above the tree, or a message. */
import {
  Button,
  InputGroup,
  ReactWidget,
  UseSignal
} from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { type Widget } from '@lumino/widgets';
import * as React from 'react';
import type { BrowsedConnection } from './browsed-connection';
import type { SchemaBrowser } from './browser';
import { ConnectionSelect } from './connection-select';
import { TreeView } from './tree-view';

export type BrowserViewOptions = {
  browser: SchemaBrowser;
  browsed: BrowsedConnection;
  /** Asks the user to sign in to a server. */
  signIn: (server: string) => void;
  /** Action of Enter and of a double click on the active row. */
  insertName: () => void;
  trans: TranslationBundle;
};

export class SchemaBrowserView extends ReactWidget {
  constructor(private readonly _options: BrowserViewOptions) {
    super();
    this.addClass('jp-OmniSciSchema-view');
  }

  protected override render(): React.ReactElement {
    const { browser, browsed, trans } = this._options;
    return (
      <>
        <ConnectionSelect browsed={browsed} trans={trans} />
        {/* The schema changes with the connection's status, too. */}
        <UseSignal signal={browser.changed}>
          {() => <Browser {...this._options} />}
        </UseSignal>
      </>
    );
  }

  protected override onResize(message: Widget.ResizeMessage): void {
    super.onResize(message);
    this.update();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.update();
  }
}

function Browser(options: BrowserViewOptions): React.ReactElement {
  const { browser, browsed, signIn, trans } = options;
  const { schema } = browser;
  const { connection } = schema;
  const { status } = connection;
  const known = schema.schema;
  if (status && status.state !== 'connected') {
    const needsSignIn = status.state === 'sign_in_needed';
    return browsed.pinned !== null ? (
      <Trouble
        title={
          needsSignIn
            ? trans.__('Sign in to %1', connection.label)
            : trans.__('Not connected to %1', connection.label)
        }
        text={status.message}
        action={needsSignIn ? trans.__('Sign In…') : trans.__('Try again')}
        run={() =>
          needsSignIn ? signIn(connection.server) : void schema.refresh()
        }
      />
    ) : (
      // A SQL editor or a notification shows the error and what to do.
      <p className="jp-OmniSciSchema-hint" role="status" title={status.message}>
        {trans.__(
          'Not connected to the database. The tables appear again when the connection is back.'
        )}
      </p>
    );
  }
  if (!known?.value) {
    return known?.state === 'failed' ? (
      <Trouble
        title={trans.__('The tables cannot be listed')}
        text={known.message}
        action={trans.__('Try again')}
        run={() => void schema.refresh()}
      />
    ) : (
      <p className="jp-OmniSciSchema-hint" role="status">
        {trans.__('Loading…')}
      </p>
    );
  }
  const { rows, query } = browser;
  const found = rows.filter(({ level }) => level === 2).length;
  return (
    <>
      <InputGroup
        className="jp-OmniSciSchema-search"
        type="search"
        rightIcon="ui-components:search"
        value={query}
        placeholder={trans.__('Search tables and columns')}
        aria-label={trans.__('Search tables and columns')}
        onChange={event => {
          browser.query = event.currentTarget.value;
        }}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            browser.query = '';
          }
        }}
      />
      {known.state === 'failed' && (
        <p className="jp-OmniSciSchema-hint jp-mod-trouble" role="alert">
          {known.message}
        </p>
      )}
      {query !== '' && (
        <p className="jp-OmniSciSchema-hint" role="status">
          {found === 0
            ? trans.__('No tables match “%1”.', query)
            : trans._n(
                '%1 of %2 tables and views',
                '%1 of %2 tables and views',
                found,
                schema.tables.length.toLocaleString('en')
              )}
        </p>
      )}
      {(query === '' || found > 0) && <TreeView {...options} />}
    </>
  );
}

function Trouble(props: {
  title: string;
  text: string;
  action: string;
  run: () => void;
}): React.ReactElement {
  return (
    <div className="jp-OmniSciSchema-trouble" role="alert">
      <p className="jp-OmniSciSchema-troubleTitle">{props.title}</p>
      <p>{props.text}</p>
      <Button className="jp-mod-styled jp-mod-accept" onClick={props.run}>
        {props.action}
      </Button>
    </div>
  );
}

/** A web site of somebody else's: another host name, another port, pages of any content. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export class HostileSite {
  static async start(): Promise<HostileSite> {
    const site = new HostileSite();
    await new Promise<void>(resolve =>
      site._server.listen(0, '127.0.0.1', resolve)
    );
    return site;
  }

  /** What the next visitor is shown. */
  html = '';

  /** Not of the same site as a server at 127.0.0.1. */
  get url(): string {
    return `http://localhost:${(this._server.address() as AddressInfo).port}/`;
  }

  stop(): Promise<void> {
    return new Promise(resolve => {
      this._server.close(() => resolve());
      this._server.closeAllConnections();
    });
  }

  private readonly _server = http.createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(this.html);
  });
}

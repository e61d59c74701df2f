/** Logs in to a Jupyter server by its form, like a browser. */
import type { Jupyter } from './jupyter';

export type Login = {
  /** The value of the browser's `Cookie` header. */
  cookies: string;
  /** The value of the `_xsrf` cookie, which a page of the server also sends in a header. */
  xsrf: string;
};

export async function logIn(
  jupyter: Pick<Jupyter, 'url' | 'token'>
): Promise<Login> {
  const form = new URL('login', jupyter.url);
  const page = await fetch(form);
  const xsrf = cookieOf(page, '_xsrf');
  const answer = await fetch(form, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: `_xsrf=${xsrf}` },
    body: new URLSearchParams({ password: jupyter.token, _xsrf: xsrf })
  });
  const name = `username-${form.host.replace(/[^A-Za-z0-9]/g, '-')}`;
  return {
    cookies: `${name}=${cookieOf(answer, name)}; _xsrf=${xsrf}`,
    xsrf
  };
}

function cookieOf(response: Response, name: string): string {
  const found = response.headers
    .getSetCookie()
    .find(cookie => cookie.startsWith(`${name}=`));
  if (found === undefined) {
    throw new Error(`The server set no cookie ${name}.`);
  }
  return found.slice(name.length + 1).split(';', 1)[0] ?? '';
}

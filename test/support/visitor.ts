/** A person's browser as far as forms and cookies go. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  /** @param headers sent with each request, as a proxy in front adds them */
  constructor(
    private readonly url: string,
    readonly headers: Record<string, string> = {},
  ) {}

  /** As a browser sends it. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** As somebody else may plant one. */
  plant(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  async get(path: string): Promise<{ status: number; html: string; response: Response }> {
    return this.send('GET', path);
  }

  /** Sends the form with the token of the page at `from`, unless another is given. */
  async post(
    path: string,
    fields: Record<string, string> | [string, string][],
    from: string,
    token?: string,
  ) {
    const { html } = await this.get(from);
    const csrf = token ?? /name="_csrf" value="([^"]+)"/.exec(html)![1]!;
    const form = new URLSearchParams(fields);
    form.set('_csrf', csrf);
    return this.send('POST', path, form.toString());
  }

  async signIn(clientId: string, clientSecret: string): Promise<number> {
    return (await this.post('/console/sign-in', { clientId, clientSecret }, '/console/sign-in')).status;
  }

  private async send(method: string, path: string, body?: string) {
    const headers: Record<string, string> = { ...this.headers, cookie: this.cookie };
    if (body !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded';
    const response = await fetch(`${this.url}${path}`, { method, headers, body, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return { status: response.status, html: await response.text(), response };
  }
}

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
    return this.request('GET', path);
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
    return this.request('POST', path, form.toString());
  }

  /** A form as it was filled in, with its own token; null is a box that was unticked. */
  async send(path: string, form: Record<string, string | null>) {
    const filled = Object.entries(form).filter((field): field is [string, string] => field[1] !== null);
    return this.request('POST', path, new URLSearchParams(filled).toString());
  }

  async signIn(clientId: string, clientSecret: string): Promise<number> {
    return (await this.post('/console/sign-in', { clientId, clientSecret }, '/console/sign-in')).status;
  }

  private async request(method: string, path: string, body?: string) {
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

/** What the fields of the page's main form hold, as a browser would send it. */
export function formOf(html: string): Record<string, string> {
  const main = html.slice(html.indexOf('<main'));
  const [form = ''] = /<form[^>]*method="post".*?<\/form>/s.exec(main) ?? [];
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input(?:"[^"]*"|[^>"])*>/g)) {
    const name = attribute(tag, 'name');
    const isLeftOut = /type="(checkbox|radio)"/.test(tag) && !/ checked/.test(tag);
    if (name !== undefined && !isLeftOut) fields[name] = attribute(tag, 'value') ?? '';
  }
  for (const [, tag = '', text = ''] of form.matchAll(/<textarea([^>]*)>\n?(.*?)<\/textarea>/gs)) {
    fields[attribute(tag, 'name')!] = plain(text);
  }
  for (const [, tag = '', options = ''] of form.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
    const chosen = /<option[^>]* selected[^>]*>/.exec(options) ?? /<option[^>]*>/.exec(options);
    fields[attribute(tag, 'name')!] = attribute(chosen?.[0] ?? '', 'value') ?? '';
  }
  return fields;
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(` ${name}(?:="([^"]*)")?(?=[ />])`).exec(tag);
  return value ? plain(value[1] ?? '') : undefined;
}

function plain(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

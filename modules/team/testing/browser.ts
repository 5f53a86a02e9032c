import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'

/** A browser as far as the server sees it: keeps cookies, sends them back. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly app: FastifyInstance
  readonly headers: Record<string, string>
  readonly address: string

  constructor(app: FastifyInstance, headers: Record<string, string> = {}, address = '127.0.0.1') {
    this.app = app
    this.headers = headers
    this.address = address
  }

  async ask(
    method: InjectOptions['method'],
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await this.app.inject({
      method: method ?? 'GET',
      url,
      remoteAddress: this.address,
      headers: { ...(cookie && { cookie }), ...this.headers, ...headers },
      ...(body !== undefined && { payload: body as object }),
    })
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }

  get = (url: string) => this.ask('GET', url)
  post = (url: string, body: unknown = {}, headers: Record<string, string> = {}) => this.ask('POST', url, body, headers)
  patch = (url: string, body: unknown, version?: number) =>
    this.ask('PATCH', url, body, version === undefined ? {} : { 'if-match': `"${version}"` })
}

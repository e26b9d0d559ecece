/** A browser at the console's API: keeps its cookies, and says that its requests come from a page of the server. */
import { OPERATOR } from '../../src/audit/entry.ts'
import type { House } from './house.ts'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | number | undefined>
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect in it
  body: any
  raw: Buffer
}

const OWN_PAGE = { 'sec-fetch-site': 'same-origin' }
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export class DeskClient {
  readonly cookies = new Map<string, string>()
  private readonly house: Pick<House, 'app' | 'desk'>

  constructor(house: Pick<House, 'app' | 'desk'>) {
    this.house = house
  }

  /** Somebody who came in with a one-time link. */
  static async of(house: Pick<House, 'app' | 'desk'>, officerId: string): Promise<DeskClient> {
    const client = new DeskClient(house)
    const { link } = await house.desk.signIn.issue(officerId, 60_000, OPERATOR)
    const ticket = link.split('#')[1] ?? ''
    const { status } = await client.send('POST', '/api/desk/enter', { ticket })
    if (status !== 200) throw new Error(`not let in: ${status}`)
    return client
  }

  get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', url, undefined, headers)
  }

  async send(
    method: Method,
    url: string,
    body?: unknown,
    headers: Record<string, string> = OWN_PAGE,
  ): Promise<Answer> {
    const response = await this.house.app.inject({
      method,
      url,
      headers: { ...headers, cookie: this.cookie() },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    for (const { name, value, maxAge } of response.cookies)
      if (maxAge === 0) this.cookies.delete(name)
      else this.cookies.set(name, value)
    const isJson = String(response.headers['content-type'] ?? '').includes('json')
    return {
      status: response.statusCode,
      headers: response.headers,
      body: isJson ? response.json() : response.body,
      raw: response.rawPayload,
    }
  }

  /** What the browser sends along. */
  cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }
}

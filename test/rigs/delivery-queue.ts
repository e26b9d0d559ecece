/** What a platform delivers to a bot: serial within a chat, again and again until it is accepted. */
import { Refusal } from './telegram/rules.ts'

/** Where to, and what shows that it is the platform. */
export interface Webhook {
  url: string
  headers: () => Record<string, string>
}

interface Waiting {
  update_id: number
  chat: string | number
  body: object
  tries: number
  notBefore: number
}

export interface Delivery {
  update: number
  /** 0: no answer */
  status: number
}

const FIRST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 2_000
const RECENT = 20

export class DeliveryQueue {
  readonly deliveries: Delivery[] = []
  private readonly waiting: Waiting[] = []
  private readonly recent: Waiting[] = []
  private readonly busy = new Set<string | number>()
  private webhook: Webhook | null = null
  private askers: (() => void)[] = []
  private asking = 0
  /** how many asked for updates at the same time, at most: Telegram refuses a second one */
  mostAsking = 0
  private lastId = 1_000
  private readonly shape: (id: number, body: object) => object
  private closed = false

  /** `shape` makes what is posted of an update's number and body. */
  constructor(shape: (id: number, body: object) => object = (update_id, body) => ({ update_id, ...body })) {
    this.shape = shape
  }

  /** @returns the update's id */
  push(chat: string | number, body: object): number {
    const update_id = ++this.lastId
    const one = { update_id, chat, body, tries: 0, notBefore: 0 }
    this.waiting.push(one)
    this.recent.push(one)
    if (this.recent.length > RECENT) this.recent.shift()
    this.pump()
    return update_id
  }

  /** Brings one of the last updates again, whether or not it was accepted. */
  repeatOne(): void {
    const recent = this.recent[Math.floor(Math.random() * this.recent.length)]
    if (recent) this.waiting.push({ ...recent, tries: 0, notBefore: 0 })
    this.pump()
  }

  deliverTo(webhook: Webhook | null): void {
    this.webhook = webhook
    this.pump()
  }

  webhookInfo() {
    const last = this.deliveries.findLast(({ status }) => status !== 200)
    return {
      url: this.webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.waiting.length,
      ...(last
        ? { last_error_date: 1, last_error_message: `Wrong response from the webhook: ${last.status}` }
        : {}),
    }
  }

  async fetch(offset: number, timeoutS: number): Promise<object[]> {
    if (this.webhook)
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    for (const one of this.waiting.filter(({ update_id }) => update_id < offset)) this.forget(one)
    this.mostAsking = Math.max(this.mostAsking, ++this.asking)
    if (this.waiting.length === 0 && timeoutS > 0)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(timeoutS * 1_000, 500))
        this.askers.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    this.asking--
    return this.waiting.slice(0, 100).map(({ update_id, body }) => ({ update_id, ...body }))
  }

  /** Nothing waits any more. */
  get isEmpty(): boolean {
    return this.waiting.length === 0
  }

  close(): void {
    this.closed = true
    this.wakeAskers()
  }

  private wakeAskers(): void {
    for (const wake of this.askers.splice(0)) wake()
  }

  private forget(one: Waiting): void {
    const at = this.waiting.indexOf(one)
    if (at >= 0) this.waiting.splice(at, 1)
  }

  private pump(): void {
    if (this.closed) return
    this.wakeAskers()
    if (!this.webhook) return
    const passed = new Set<string | number>()
    for (const one of [...this.waiting]) {
      const isFirst = !passed.has(one.chat)
      passed.add(one.chat)
      if (isFirst && !this.busy.has(one.chat) && one.notBefore <= Date.now()) void this.deliver(one)
    }
  }

  private async deliver(one: Waiting): Promise<void> {
    const { webhook } = this
    if (!webhook) return
    this.busy.add(one.chat)
    const status = await post(webhook, this.shape(one.update_id, one.body))
    this.deliveries.push({ update: one.update_id, status })
    this.busy.delete(one.chat)
    if (status >= 200 && status < 300) this.forget(one)
    else {
      one.tries++
      const rest = Math.min(FIRST_PAUSE_MS * 2 ** one.tries, LONGEST_PAUSE_MS)
      one.notBefore = Date.now() + rest
      setTimeout(() => this.pump(), rest + 1).unref()
    }
    this.pump()
  }
}

async function post({ url, headers }: Webhook, body: object): Promise<number> {
  const order = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers() },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  }
  return fetch(url, order).then(
    (response) => response.status,
    () => 0,
  )
}

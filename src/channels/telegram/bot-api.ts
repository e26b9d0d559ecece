/** Calls to the Bot API, each with a deadline, each with an outcome instead of an exception. */
import { Telegram, TelegramError } from 'telegraf'
import type { Telegram as Methods, Opts } from 'telegraf/types'
import { FileOutOfReach, type SendOutcome } from '../../ports/channel.ts'
import { bytesOf, fetchFrom, OutOfBounds } from '../../service/outgoing.ts'

/** Below the lease of a send. */
const DEADLINE_MS = 20_000
/** Failures of a connection that was never made: nothing can have arrived. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const AGAIN_MS = 1_000
/** A wrong token does not mend itself soon. */
const TOKEN_WRONG_MS = 60_000

export interface BotApiOptions {
  token: string
  /** such as https://api.telegram.org */
  apiRoot: string
  deadlineMs?: number
}

interface CallOptions {
  deadlineMs?: number
  /** gives the call up */
  stop?: AbortSignal
}

export class BotApi {
  private readonly telegram: Telegram
  private readonly options: BotApiOptions

  constructor(options: BotApiOptions) {
    this.options = options
    this.telegram = new Telegram(options.token, { apiRoot: options.apiRoot, webhookReply: false })
  }

  /** @throws TelegramError, or what the connection threw */
  call<M extends keyof Methods>(
    method: M,
    payload: Opts<M>,
    { deadlineMs = this.deadlineMs, stop }: CallOptions = {},
  ) {
    const deadline = AbortSignal.timeout(deadlineMs)
    const signal = stop ? AbortSignal.any([deadline, stop]) : deadline
    // its types want the abort-controller of another day; the platform's own does as well
    return this.telegram.callApi(method, payload, { signal: signal as never })
  }

  /** Sends, and says how that ended. */
  async send<M extends keyof Methods>(method: M, payload: Opts<M>): Promise<SendOutcome> {
    try {
      await this.call(method, payload)
      return { type: 'sent' }
    } catch (error) {
      return outcomeOf(error)
    }
  }

  /** For what is only a courtesy: whether it arrives does not matter. */
  async gladly<M extends keyof Methods>(method: M, payload: Opts<M>): Promise<void> {
    await this.send(method, payload)
  }

  /** @throws FileOutOfReach when the platform will not hand it out */
  async download(fileId: string, mostBytes: number): Promise<Uint8Array> {
    const { file_path: path } = await this.call('getFile', { file_id: fileId }).catch((error: unknown) => {
      throw isRefusal(error) ? new FileOutOfReach('getFile') : error
    })
    // the address holds the token: it must not leave this function, not even in an error
    const { apiRoot, token } = this.options
    const address = `${apiRoot.replace(/\/$/, '')}/file/bot${token}/${path}`
    const hosts = [new URL(apiRoot).host]
    const response = await fetchFrom(address, hosts, { deadlineMs: this.deadlineMs }).catch(
      (error: unknown) => {
        if (error instanceof OutOfBounds) throw new FileOutOfReach('address')
        throw new Error('The file could not be fetched')
      },
    )
    if (!response.ok) throw new FileOutOfReach(String(response.status))
    const content = await bytesOf(response, mostBytes)
    if (!content) throw new FileOutOfReach('too large')
    return content
  }

  private get deadlineMs(): number {
    return this.options.deadlineMs ?? DEADLINE_MS
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof TelegramError && error.code >= 400 && error.code < 500 && error.code !== 429

/** What a failed call means for what was to be sent. */
export function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof TelegramError) {
    const reason = `${error.code} ${nameOf(error.description)}`
    if (error.code === 429)
      return { type: 'retry', afterMs: (error.parameters?.retry_after ?? 1) * 1_000, reason }
    if (error.code === 401 || error.code === 404) return { type: 'retry', afterMs: TOKEN_WRONG_MS, reason }
    if (error.code >= 500) return { type: 'unknown', reason }
    return { type: 'refused', reason }
  }
  const code = String((error as { code?: unknown }).code ?? (error as Error).name)
  if (NOT_CONNECTED.has(code)) return { type: 'retry', afterMs: AGAIN_MS, reason: code }
  return { type: 'unknown', reason: code }
}

/** The description without what it quotes. */
const nameOf = (description: string): string => description.replace(/["'“].*$/s, '…').slice(0, 80)

/** Looks at the house from outside: does the public address lead here, by TLS, with what a proxy has to hand on? */
import type { Config } from '../../config.ts'
import { type Diagnosis, fail, ok, reasonOf, warn } from './diagnosis.ts'

const PATIENCE_MS = 5_000

/** What `/healthz` says. */
interface Health {
  ok?: boolean
  forwarded?: string[]
  believed?: boolean
}

export async function lookAtAddress({ publicUrl, host, port }: Config): Promise<Diagnosis[]> {
  if (!publicUrl) return [warn('address', 'none', { host, port })]
  const url = publicUrl.replace(/\/$/, '')
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
  const plain = new URL(url).protocol !== 'https:' && !isLocal ? [warn('address', 'not-https', { url })] : []
  return [...plain, ...(await ask(url, isLocal))]
}

async function ask(url: string, isLocal: boolean): Promise<Diagnosis[]> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) })
    const { ok: isOurs, forwarded, believed = false } = (await response.json()) as Health
    if (!isOurs || !forwarded) return [fail('address', 'not-ours', { url, status: response.status })]
    const ready = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(PATIENCE_MS) })
    const { trouble = '' } = (await ready.json()) as { trouble?: string }
    const here = trouble ? warn('address', 'not-ready', { url, trouble }) : ok('address', 'well', { url })
    return [here, ...(isLocal ? [] : [proxy(forwarded, believed)])]
  } catch (error) {
    return [
      error instanceof SyntaxError
        ? fail('address', 'not-ours', { url, status: 200 })
        : fail('address', 'unreachable', { url, reason: reasonOf(error) }),
    ]
  }
}

/** Brakes count callers by the first, cookies and links know https by the second. */
function proxy(forwarded: readonly string[], believed: boolean): Diagnosis {
  const lacking = ['x-forwarded-for', 'x-forwarded-proto'].filter((name) => !forwarded.includes(name))
  if (lacking.length > 0) return warn('proxy', 'lacking', { headers: lacking.join(', ') })
  if (!believed) return warn('proxy', 'unbelieved')
  return ok('proxy', 'well', { headers: forwarded.join(', ') })
}

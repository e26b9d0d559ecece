/** Looks at the house from outside: does the public address lead here, by TLS, with what a proxy has to hand on? */
import type { Config } from '../../config.ts'
import { type Diagnosis, fail, ok, reasonOf, warn } from './diagnosis.ts'

const PATIENCE_MS = 5_000

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
    const { ok: isOurs, forwarded } = (await response.json()) as { ok?: boolean; forwarded?: string[] }
    if (!isOurs || !forwarded) return [fail('address', 'not-ours', { url, status: response.status })]
    const ready = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(PATIENCE_MS) })
    const { trouble = '' } = (await ready.json()) as { trouble?: string }
    const here = trouble ? warn('address', 'not-ready', { url, trouble }) : ok('address', 'well', { url })
    return [here, ...(isLocal ? [] : [proxy(forwarded)])]
  } catch (error) {
    return [
      error instanceof SyntaxError
        ? fail('address', 'not-ours', { url, status: 200 })
        : fail('address', 'unreachable', { url, reason: reasonOf(error) }),
    ]
  }
}

/** Brakes count callers by the first, cookies and links know https by the second. */
function proxy(forwarded: readonly string[]): Diagnosis {
  const lacking = ['x-forwarded-for', 'x-forwarded-proto'].filter((name) => !forwarded.includes(name))
  if (lacking.length > 0) return warn('proxy', 'lacking', { headers: lacking.join(', ') })
  return ok('proxy', 'well', { headers: forwarded.join(', ') })
}

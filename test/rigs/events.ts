/** Listens to server-sent events. */

export interface Events {
  /** The first event so far, or to come, that fits. @throws when none comes in time */
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect in it
  until(fits: (data: any) => boolean): Promise<any>
  close(): void
}

const PATIENCE_MS = 15_000

/** Opens a stream and keeps everything it sends. */
export async function listenTo(url: string, headers: Record<string, string>): Promise<Events> {
  const ended = new AbortController()
  const response = await fetch(url, { headers, signal: ended.signal })
  if (response.status !== 200 || !response.body) throw new Error(`${url}: ${response.status}`)
  const heard: unknown[] = []
  let woken = (): void => {}
  void read(response.body, (data) => {
    heard.push(data)
    woken()
  })
  return {
    async until(fits) {
      const deadline = Date.now() + PATIENCE_MS
      for (;;) {
        const found = heard.find(fits)
        if (found) return found
        if (Date.now() > deadline)
          throw new Error(`not heard: ${fits}; heard ${JSON.stringify(heard).slice(-2000)}`)
        await new Promise<void>((resolve) => {
          woken = resolve
          setTimeout(resolve, 500)
        })
      }
    },
    close: () => ended.abort(),
  }
}

async function read(body: ReadableStream<Uint8Array>, take: (data: unknown) => void): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const part of body) {
      rest += decoder.decode(part, { stream: true })
      const events = rest.split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        if (data) take(JSON.parse(data))
      }
    }
  } catch {
    // closed by whoever listened
  }
}

/** A line to a database that can be cut and mended. */
import net from 'node:net'

export interface CutProxy {
  url: string
  /** Breaks what is connected and refuses newcomers. */
  cut(): void
  mend(): void
  /** What is connected stays so, and nothing passes it any more. */
  freeze(): void
  close(): Promise<void>
}

/** A stand-in for the server of this address, on a port of its own. */
export async function cutProxy(databaseUrl: string): Promise<CutProxy> {
  const target = new URL(databaseUrl)
  const open = new Set<net.Socket>()
  let broken = false
  const server = net.createServer((near) => {
    if (broken) return near.destroy()
    const far = net.connect(Number(target.port || 5432), target.hostname)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {}).on('close', () => [near, far].map((one) => one.destroy()))
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const breakAll = () => {
    for (const socket of open) socket.destroy()
    open.clear()
  }
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as net.AddressInfo).port)
  return {
    url: url.href,
    cut() {
      broken = true
      breakAll()
    },
    mend() {
      broken = false
    },
    freeze() {
      for (const socket of open) socket.unpipe().pause()
    },
    async close() {
      breakAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

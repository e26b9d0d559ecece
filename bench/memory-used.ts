/** What a server process holds in memory once its garbage is collected, asked for by its debugger. */
import { once } from 'node:events'

export interface Used {
  /** megabytes of the heap and of what lies beside it, such as buffers */
  used: number
  /** megabytes of the whole process */
  resident: number
}

/** @param port of the debugger: the server was started with `NODE_OPTIONS=--inspect=127.0.0.1:<port>` */
export async function memoryUsed(port: number): Promise<Used> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`)
  const [target] = (await response.json()) as { webSocketDebuggerUrl: string }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await once(socket, 'open')
  try {
    await call(socket, 'HeapProfiler.collectGarbage')
    const told = await call(socket, 'Runtime.evaluate', {
      expression: 'JSON.stringify(process.memoryUsage())',
    })
    const { heapUsed, external, rss } = JSON.parse(told.result?.value ?? '{}') as NodeJS.MemoryUsage
    return { used: (heapUsed + external) / 2 ** 20, resident: rss / 2 ** 20 }
  } finally {
    socket.close()
  }
}

async function call(socket: WebSocket, method: string, params = {}): Promise<{ result?: { value: string } }> {
  socket.send(JSON.stringify({ id: 1, method, params }))
  // the only thing asked at a time
  const [event] = (await once(socket, 'message')) as [{ data: string }]
  return JSON.parse(event.data).result
}

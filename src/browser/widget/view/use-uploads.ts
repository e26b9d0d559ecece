import { useEffect, useRef, useState } from 'preact/hooks'
import { Refused } from '../client.ts'
import { useSurroundings } from './context.ts'

export interface Upload {
  key: number
  file: File
  /** 0 … 1 */
  share: number
  /** the server's id, once it is there */
  id?: string
  error?: string
}

/** Files on their way to the server, with progress, and how to add, remove and retry them. */
export function useUploads(maxBytes: number | undefined, onDone: (id: string, name: string) => void) {
  const { assistant, say } = useSurroundings()
  const [uploads, setUploads] = useState<Upload[]>([])
  const running = useRef(new Map<number, AbortController>())
  const next = useRef(0)
  const update = (key: number, changes: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...changes } : one)))

  useEffect(
    () => () => {
      for (const control of running.current.values()) control.abort()
    },
    [],
  )

  async function run({ key, file }: Upload): Promise<void> {
    const control = new AbortController()
    running.current.set(key, control)
    try {
      const done = await assistant.upload(file, (share) => update(key, { share }), control.signal)
      update(key, { share: 1, id: done.id })
      onDone(done.id, done.name)
    } catch (error) {
      const words = error instanceof Refused ? `${error.message} ${error.hint}`.trim() : ''
      update(key, { error: words || say('upload-failed') })
    } finally {
      running.current.delete(key)
    }
  }

  function add(files: Iterable<File>): void {
    const fresh = Array.from(files, (file): Upload => {
      const upload = { key: next.current++, file, share: 0 }
      const big = maxBytes !== undefined && file.size > maxBytes
      return big ? { ...upload, error: say('too-big', { size: sizeOf(maxBytes) }) } : upload
    })
    setUploads((all) => [...all, ...fresh])
    for (const one of fresh) if (!one.error) void run(one)
  }

  return {
    uploads,
    busy: uploads.some((one) => !one.id && !one.error),
    add,
    remove(key: number) {
      running.current.get(key)?.abort()
      setUploads((all) => all.filter((one) => one.key !== key))
    },
    retry(upload: Upload) {
      const { error: _, ...again } = { ...upload, share: 0 }
      setUploads((all) => all.map((one) => (one.key === upload.key ? again : one)))
      void run(again)
    },
    clear: () => setUploads([]),
  }
}

/** A size in words that need no translation. */
export function sizeOf(bytes: number): string {
  const kilo = bytes / 1024
  return kilo >= 1024 ? `${Math.round(kilo / 102.4) / 10} MB` : `${Math.max(1, Math.round(kilo))} kB`
}

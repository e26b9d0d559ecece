/** `shenbao chat`: the terminal channel, on the same store and with the same guarantees as every other. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileTypeFromBuffer } from 'file-type'
import { toActivity, toText } from '../channels/terminal/terminal.ts'
import type { Choice } from '../contract/conversation.ts'
import type { Activity } from '../conversation/types.ts'
import { assemble, ids } from '../main.ts'
import type { Sender } from '../ports/channel.ts'
import { Courier } from '../queue/courier.ts'
import { configFrom } from './options.ts'

export async function chat(options: {
  programme?: string
  locale?: string
  code?: string
  now?: string
  data?: string
}): Promise<void> {
  const house = await assemble({ ...configFrom(options), log: 'silent' })
  let offered: Choice[] = []
  const sender: Sender = {
    channel: 'terminal',
    pace: null,
    send: async ({ reply }) => {
      offered = reply.choices ?? []
      console.log(`\n${toText(reply)}`)
      return { type: 'sent' }
    },
  }
  const courier = new Courier(house.store.outbox, sender, house.clock, house.logger)
  const { channel, programme, locale, code } = { channel: 'terminal', ...options }
  const id = await house.conversations.open({
    channel,
    ...(programme ? { programme } : {}),
    ...(locale ? { locale } : {}),
    ...(code ? { code } : {}),
  })
  const take = async (activity: Activity, key = ids.next()): Promise<void> => {
    await house.inbox.receive(id, key, activity)
    await house.inbox.sweep()
    await courier.drain()
  }
  await courier.drain()
  await take({ kind: 'start' }, `start-${id}`)
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n> ' })
  // input from a file ends while there is still much to answer
  let ended = false
  lines.once('close', () => {
    ended = true
  })
  lines.prompt()
  for await (const line of lines) {
    const file = /^:file\s+(.+)$/.exec(line)?.[1]
    if (file) await take({ kind: 'file', files: [await upload(house.store, id, file.trim())] })
    else if (line.trim() !== '') await take(toActivity(line, offered))
    if (!ended) lines.prompt()
  }
  await courier.close()
  await house.close()
}

async function upload(
  store: Awaited<ReturnType<typeof assemble>>['store'],
  conversationId: string,
  file: string,
) {
  const content = await readFile(file)
  const type = await fileTypeFromBuffer(content)
  const ref = {
    id: ids.next(),
    name: path.basename(file),
    bytes: content.length,
    mediaType: type?.mime ?? 'application/octet-stream',
  }
  await store.files.save({ ...ref, conversationId, content, at: new Date() })
  return ref
}

/** One conversation at a terminal: a line is typed, what is said in answer is written. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { toActivity, toText } from '../channels/terminal/terminal.ts'
import type { Choice } from '../contract/conversation.ts'
import type { assemble } from '../main.ts'
import { ids } from '../outside.ts'
import type { Sender } from '../ports/channel.ts'
import type { Delivered } from '../ports/store.ts'
import { Courier } from '../queue/courier.ts'
import { Failure } from '../service/failure.ts'
import { keepFile } from '../service/keep-file.ts'

type House = Awaited<ReturnType<typeof assemble>>

export class TerminalTalk {
  private readonly house: House
  private readonly conversation: string
  private readonly courier: Courier
  private offered: Choice[] = []

  /** `write` gets the text of each reply. */
  constructor(house: House, conversation: string, write: (text: string) => void) {
    this.house = house
    this.conversation = conversation
    const sender: Sender = {
      channel: 'terminal',
      pace: null,
      send: async ({ conversationId, reply }) => {
        // words for somebody whose terminal is closed: they are in the transcript
        if (conversationId !== conversation) return { type: 'sent' }
        this.offered = reply.choices ?? []
        write(toText(reply))
        return { type: 'sent' }
      },
    }
    this.courier = new Courier(house.store.outbox, sender, house.clock, house.logger, {
      only: conversation,
    })
  }

  begin(): Promise<void> {
    return this.take({ kind: 'start' }, `start-${this.conversation}`)
  }

  /** A line as it was typed; `:file <path>` hands over a file. @throws Failure for a file that is not taken */
  async hear(line: string): Promise<void> {
    const file = /^:file\s+(.+)$/.exec(line)?.[1]?.trim()
    if (file) return this.take({ kind: 'file', files: [await this.keep(file)] })
    if (line.trim() !== '') return this.take(toActivity(line, this.offered))
  }

  /** Writes what else waits to be said. */
  flush(): Promise<void> {
    return this.courier.drain()
  }

  close(): Promise<void> {
    return this.courier.close()
  }

  private async take(activity: Delivered, key = ids.next()): Promise<void> {
    await this.house.inbox.receive(this.conversation, key, activity)
    await this.house.inbox.sweep()
    await this.courier.drain()
  }

  private async keep(file: string) {
    const content = await readFile(file).catch(() => {
      throw new Failure('unknown-file')
    })
    return keepFile({ filename: path.basename(file), content, conversationId: this.conversation }, this.house)
  }
}

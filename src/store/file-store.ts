/** Files that applicants handed over. */
import type { FileRef } from '../conversation/types.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import type { FileStore } from '../ports/store.ts'
import type { Database } from './database.ts'
import { isUuid, plain } from './json.ts'

const REF = { id: true, name: true, bytes: true, mediaType: true } as const

/** The files of this database; a conversation sees its own and those of conversations with the same draft. */
export function fileStore({ prisma }: Database): FileStore {
  async function visible(conversationId: string, ids: string[]): Promise<Prisma.AttachmentWhereInput> {
    const found = await prisma.conversation.findUnique({
      where: { id: conversationId },
      select: { draftId: true },
    })
    const shared = found?.draftId ? [{ conversation: { draftId: found.draftId } }] : []
    return { id: { in: ids }, OR: [{ conversationId }, ...shared] }
  }
  return {
    async save({ content, ...file }) {
      const name = plain(file.name)
      await prisma.attachment.create({ data: { ...file, name, content: new Uint8Array(content) } })
    },
    async held(conversationId) {
      const where = { conversationId }
      const { _count: count, _sum: sum } = await prisma.attachment.aggregate({
        where,
        _count: true,
        _sum: { bytes: true },
      })
      return { count, bytes: sum.bytes ?? 0 }
    },
    async find(conversationId, ids) {
      const wanted = ids.filter(isUuid)
      if (!isUuid(conversationId) || wanted.length === 0) return []
      const where = await visible(conversationId, wanted)
      const rows = await prisma.attachment.findMany({ where, select: REF })
      return inOrder(rows, wanted)
    },
    async read(conversationId, id) {
      if (!isUuid(conversationId) || !isUuid(id)) return null
      const where = await visible(conversationId, [id])
      const row = await prisma.attachment.findFirst({ where, select: { ...REF, content: true } })
      if (!row) return null
      const { content, ...ref } = row
      return { ref, content }
    },
  }
}

function inOrder(rows: FileRef[], ids: string[]): FileRef[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

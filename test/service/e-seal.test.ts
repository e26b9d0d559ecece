/** Where the seal is electronic, the file that comes back is signed and says what was printed. */
import { describe, expect, it } from 'vitest'
import type { PaperFindings } from '../../src/casework/paper.ts'
import type { ReadScan } from '../../src/ports/outside.ts'
import type { SubmissionRecord } from '../../src/ports/store.ts'
import { findingsOf, type MatchDeps } from '../../src/service/scans/match-scan.ts'

const CODE = '7QZ4-KM2X-9D0V-H3TB'
const OURS = ['封面', '承诺']
const at = new Date('2021-04-12T02:00:00Z')
const counting = {
  ...{ id: '1', number: 'N-1', draftId: 'd', draftRevision: 1, programmeId: 'p', programmeHash: 'h' },
  ...{ entries: {}, checkCode: CODE, receivedAt: at },
} satisfies SubmissionRecord

/** One copy of two pages; `texts` is what the uploaded file says. */
async function findings(
  seal: 'wet' | 'electronic',
  signed: boolean,
  texts: string[],
): Promise<PaperFindings> {
  const uploaded = Uint8Array.of(2)
  const deps = {
    store: {
      submissions: {
        history: async () => [{ number: 'N-1', receivedAt: at, recalledAt: null }],
        findByCheckCode: async (code: string) => (code === CODE ? counting : null),
      },
      cases: { issuedByCode: async () => null },
    },
    paper: {
      copy: async () => ({ copies: 1, pages: 2, seal }),
      async *editions() {
        yield { number: 'N-1', pdf: Uint8Array.of(1) }
      },
    },
    reader: { texts: async (pdf: Uint8Array) => (pdf[0] === 1 ? OURS : texts) },
  } as unknown as MatchDeps
  const pages = [1, 2].map((page) => ({ page, code: `https://apply.example.cn/check/${CODE}/1-${page}` }))
  const scan: ReadScan = { pdf: uploaded, pages, signed, texts: [] }
  return findingsOf(scan, counting, deps)
}

describe('an e-sealed file', () => {
  it('is well when it is signed and its words are those of the print, whatever the seal adds', async () => {
    expect(await findings('electronic', true, ['封 面', '承诺\n签章'])).toMatchObject({
      found: 2,
      problems: [],
    })
  })

  it('is not sealed without a signature, such as by the picture of a seal', async () => {
    const { problems } = await findings('electronic', false, OURS)
    expect(problems).toEqual([{ type: 'unsigned' }])
  })

  it('was altered when the words of a page are others', async () => {
    const { problems } = await findings('electronic', true, ['封面', '承诺不算数'.slice(2)])
    expect(problems).toEqual([{ type: 'altered', page: 2 }])
  })

  it('is asked for only where the folder says so', async () => {
    expect((await findings('wet', false, ['', ''])).problems).toEqual([])
  })
})

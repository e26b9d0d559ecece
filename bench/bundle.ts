/** The bundle of two hundred applications with attachments: how fast it streams, and whether memory stays flat. */
import { v7 } from 'uuid'
import { caseQuerySchema } from '../src/contract/cases.ts'
import { Applicant, inside } from '../test/rigs/applicant.ts'
import { PROGRAMME } from '../test/rigs/desk-house.ts'
import { type House, openHouse } from '../test/rigs/house.ts'
import { manyCases, officerWith } from '../test/rigs/many-cases.ts'
import type { Figure } from './table.ts'

const COUNT = 200
/** bytes of the one file attached to each */
const ATTACHED = 2 * 1024 * 1024
const SAMPLES = 40

/** One attachment, of the conversation $1, for every submission; then part of its answers. */
const ATTACH = `
WITH made AS (
  INSERT INTO attachment (id, conversation_id, name, bytes, media_type, content, at)
  SELECT gen_random_uuid(), $1::uuid, s.id || '.pdf', $2::int, 'application/pdf', $3::bytea, s.received_at FROM submission s
  RETURNING id, name, bytes, media_type
)
UPDATE submission s SET entries = s.entries || jsonb_build_object('att_other', jsonb_build_object('value',
  jsonb_build_array(jsonb_build_object('id', m.id, 'name', m.name, 'bytes', m.bytes, 'mediaType', m.media_type))))
FROM made m WHERE m.name = s.id || '.pdf'`

/** Codes as they are printed: what fills the store makes none. */
const CODES = `
UPDATE submission SET check_code = regexp_replace(upper(left(md5(id::text), 16)), '(.{4})(.{4})(.{4})(.{4})', '\\1-\\2-\\3-\\4')`

export async function benchBundle(): Promise<Figure[]> {
  const house = await openHouse({ log: 'silent' })
  try {
    const programme = house.libraries.find(PROGRAMME)?.programme
    if (!programme) throw new Error(`no ${PROGRAMME}`)
    await manyCases(house.store, programme, COUNT)
    const { id } = await Applicant.start(inside(house))
    await house.store.queue.executeSql(CODES)
    await house.store.queue.executeSql(ATTACH, [id, ATTACHED, noise(ATTACHED)])
    return await streamed(house)
  } finally {
    await house.close()
  }
}

/** What does not pack, as scans do not. */
const noise = (bytes: number): Buffer =>
  Buffer.concat(Array.from({ length: bytes / 16 }, () => Buffer.from(v7().replaceAll('-', ''), 'hex')))

async function streamed(house: House): Promise<Figure[]> {
  const reader = await officerWith(house.store, { role: 'authority' })
  const query = caseQuerySchema.parse({ programme: PROGRAMME })
  const began = performance.now()
  const { content } = await house.desk.exports.bundle(reader, query)
  let bytes = 0
  const resident: number[] = []
  const step = (COUNT * ATTACHED) / SAMPLES
  for await (const chunk of content) {
    bytes += (chunk as Uint8Array).length
    if (bytes >= resident.length * step) resident.push(residentMb())
  }
  const seconds = (performance.now() - began) / 1000
  // the first fifth warms up: fonts, threads, compiled code
  const early = Math.max(...resident.slice(0, SAMPLES / 5))
  const late = Math.max(...resident.slice(SAMPLES / 5))
  console.log(`Resident: ${resident.map(Math.round).join(' ')} MB`)
  return [
    { what: `bundle of ${COUNT} applications`, value: bytes / 2 ** 20, unit: 'MB' },
    { what: 'bundle, applications a second', value: COUNT / seconds, unit: '/s' },
    {
      what: 'bundle, most memory after the first fifth',
      value: late,
      unit: 'MB',
      against: { what: 'within it', value: early },
      bar: { atMost: 1.25 },
    },
  ]
}

const residentMb = (): number => process.memoryUsage.rss() / 2 ** 20

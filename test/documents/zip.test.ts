import { buffer } from 'node:stream/consumers'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { zipStream } from '../../src/documents/zip.ts'
import type { BundleFile } from '../../src/ports/outside.ts'

const at = new Date('2031-04-12T02:00:00Z')
const MEGABYTE = 1024 * 1024
async function* files(list: [string, string | Uint8Array<ArrayBuffer>][]): AsyncIterable<BundleFile> {
  for (const [name, content] of list) yield { name, content, at }
}

describe('an archive', () => {
  test('holds every file under its name, Chinese names and folders included', async () => {
    const zip = await buffer(
      zipStream(
        files([
          ['SPEC-2031-0001 云渡绿地/申报书.pdf', new Uint8Array([1, 2, 3])],
          ['汇总表.xlsx', 'words'],
        ]),
      ),
    )
    const read = unzipSync(zip)
    expect(Object.keys(read)).toEqual(['SPEC-2031-0001 云渡绿地/申报书.pdf', '汇总表.xlsx'])
    expect([...(read['SPEC-2031-0001 云渡绿地/申报书.pdf'] ?? [])]).toEqual([1, 2, 3])
    expect(new TextDecoder().decode(read['汇总表.xlsx'])).toBe('words')
  })

  test('dates its files by the clock of the zone, wherever the server stands', async () => {
    const dated = async (zone: string) => {
      const zip = await buffer(zipStream(files([['a.txt', 'a']]), zone))
      // a local header: time at 10, date at 12, in the units of DOS
      const [time, date] = [zip.readUInt16LE(10), zip.readUInt16LE(12)]
      return [(date >> 9) + 1980, (date >> 5) & 15, date & 31, time >> 11, (time >> 5) & 63]
    }
    expect(await dated('Asia/Shanghai')).toEqual([2031, 4, 12, 10, 0])
    expect(await dated('America/New_York')).toEqual([2031, 4, 11, 22, 0])
  })

  test('is made as it is read: nobody reading, at most two files are asked for', async () => {
    let asked = 0
    async function* many(): AsyncIterable<BundleFile> {
      for (; asked < 200; asked++) yield { name: `${asked}.bin`, content: new Uint8Array(MEGABYTE), at }
    }
    const zip = zipStream(many())[Symbol.asyncIterator]()
    await zip.next()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(asked).toBeLessThanOrEqual(2)
    let bytes = 0
    for (let next = await zip.next(); !next.done; next = await zip.next()) bytes += next.value.length
    expect(asked).toBe(200)
    expect(bytes).toBeGreaterThan(199 * MEGABYTE)
  })

  test('breaks off when a file cannot be had', async () => {
    async function* broken(): AsyncIterable<BundleFile> {
      yield { name: 'a.txt', content: 'a', at }
      throw new Error('the store is away')
    }
    await expect(buffer(zipStream(broken()))).rejects.toThrow('the store is away')
  })
})

import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { type Line, liveThrough } from '../../rigs/live-through.ts'

it('is lived through by chat and console, to the certificate and to automatic termination', async () => {
  const lines: Line[] = []
  const { certificate, letter, archive, ends } = await liveThrough((line) => lines.push(line))
  expect(certificate.subarray(0, 5).toString()).toBe('%PDF-')
  expect(letter.subarray(0, 5).toString()).toBe('%PDF-')
  expect(Object.keys(unzipSync(archive)).filter((name) => name.includes('/issued/'))).toHaveLength(2)
  expect(ends.certified).toContain('向国家推荐')
  expect(ends.terminated).toContain('自动终止')
  expect(lines.map(({ who }) => who)).toEqual(
    expect.arrayContaining(['applicant', 'other applicant', 'recommending body', 'authority']),
  )
}, 240_000)

/** A short storm; `npm run channel-storm` lets a long one pass. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { storm } from '../rigs/channel-storm.ts'
import { teamsPlatform } from '../rigs/teams/storm-platform.ts'
import { telegramPlatform } from '../rigs/telegram/storm-platform.ts'

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-storm-'))
afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }))

it.each([
  ['Telegram', telegramPlatform, 34_572],
  ['Teams', teamsPlatform, 34_573],
])(
  'keeps all that was accepted on %s, once and in order, through a kill and a misbehaving platform',
  async (name, begin, port) => {
    const { platform, close } = await begin()
    try {
      const report = await storm({
        platform,
        dataDir: path.join(dataDir, name),
        port,
        turns: 60,
        people: 12,
        kills: 1,
      })
      expect(report.faults).toEqual([])
      expect(report).toMatchObject({ turns: 60, kills: 1 })
      expect(report.sent).toBeGreaterThan(60)
    } finally {
      await close()
    }
  },
  240_000,
)

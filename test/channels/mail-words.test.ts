import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshWords } from '../../src/channels/mail/fresh-words.ts'
import { hasDovecot } from '../rigs/mail/dovecot.ts'
import { askedOfficer, bring, letter } from '../rigs/mail/letters.ts'
import { heardFrom, type MailWorld, openMailWorld, until } from '../rigs/mail/mail-house.ts'

const ZH = '可以调整，但须在立项后三个月内书面报我处备案。'
const EN = 'Yes, within three months, in writing.'
const DE = 'Ja, innerhalb von drei Monaten, schriftlich.'

describe.skipIf(!hasDovecot())('an answer by mail', () => {
  let world: MailWorld
  beforeAll(async () => {
    world = await openMailWorld()
  })
  afterAll(() => world.close())

  it.each([
    ['outlook-zh', `${ZH}\n\n此致\n张工`],
    ['outlook-zh-older', ZH],
    ['outlook-zh-original', ZH],
    ['outlook-en', `${EN}\n\nWei`],
    ['apple-zh', ZH],
    ['apple-desk-zh', `在职人员也算。${ZH}`],
    ['apple-en', EN],
    ['gmail-zh', ZH],
    ['gmail-en', EN],
    ['qq', `${ZH}㐀`],
    ['netease', ZH],
    ['netease-zh', `${ZH}\n张工`],
    ['netease-client-zh', ZH],
    ['foxmail', `${ZH}\n\n张工`],
    ['german', DE],
    ['german-outlook', DE],
    ['html-only', `${ZH}\n\n附：第 5 条 <备案>`],
    ['html-only-gbk', ZH],
    ['between-the-lines', '可以，三个月内备案。\n不可以。'],
    ['a-drawn-rule', '方案一：调整名称。\n---\n方案二：重新申报。'],
  ])('written in the way of %s arrives once, with just the fresh words', async (name, words) => {
    const asked = await askedOfficer(world)
    await bring(world, asked, letter(name, asked, world.own))
    await until(() => heardFrom(world, asked.address).length > 0)
    expect(heardFrom(world, asked.address)).toEqual([{ kind: 'text', text: words, quoted: asked.told }])
  })
})

describe('words of an answer', () => {
  it('are found in bounded time, however long lines and quotations are', () => {
    const began = performance.now()
    const quoted = '> 一行引文\n'.repeat(20_000)
    expect(freshWords(`可以。\n\n在 2021年4月12日，甲 <a@b.cn> 写道：\n${quoted}`)).toBe('可以。')
    expect(freshWords('长'.repeat(1_000_000))).toHaveLength(1_000_000)
    expect(freshWords('abc. skrev x\n'.repeat(2_500))).not.toBe('')
    expect(freshWords(`${'在'.repeat(300_000)}写道：`)).not.toBe('')
    expect(performance.now() - began).toBeLessThan(3_000)
  })

  it('that begin like a quotation are kept', () => {
    const words = '在上海注册的单位都可以申报。\n在线提交即可。\n\n发件人那一栏不用填。'
    expect(freshWords(`${words}\n\n在 2021年4月12日，甲 <a@b.cn> 写道：\n> 旧`)).toBe(words)
  })

  it('are none where nothing was added', () => {
    expect(freshWords('\n\n发自我的iPhone\n\n> 在 2021年4月12日，甲 <a@b.cn> 写道：\n> 旧\n')).toBe('')
  })
})

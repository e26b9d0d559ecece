import { describe, expect, it } from 'vitest'
import type { Understanding } from '../../src/language/question.ts'
import { asSeveral } from '../../src/language/several-answers.ts'
import { libraryOf } from '../rigs/golden.ts'

const library = await libraryOf('shanghai-standardization-pilot-2021')

const seen = (open: string | null, locale = 'zh-CN'): Understanding => ({
  ...library.speech(locale),
  open: open ? (library.programme.fields.get(open) ?? null) : null,
  confirming: false,
  offered: [],
  year: 2021,
})
const answersOf = (message: string, open: string | null = null, locale = 'zh-CN') =>
  Object.fromEntries(
    (asSeveral(message, seen(open, locale))?.answers ?? []).map(({ field, raw }) => [field, raw]),
  )

describe('several answers in one message', () => {
  it('are told apart by their names, however the name is joined to the value', () => {
    expect(answersOf('联系人是张三；手机：13800001111；邮箱 a@b.cn')).toEqual({
      contact_name: '张三',
      contact_mobile: '13800001111',
      contact_email: 'a@b.cn',
    })
  })

  it('are understood when each is a correction', () => {
    expect(answersOf('联系人改成张三，手机改成13800001111')).toEqual({
      contact_name: '张三',
      contact_mobile: '13800001111',
    })
  })

  it('are understood in traditional characters and full width', () => {
    expect(answersOf('聯繫人：張三，郵編：２０００３２')).toEqual({
      contact_name: '張三',
      postcode: '２０００３２',
    })
  })

  it('go by their shape to the next field of that shape', () => {
    expect(answersOf('负责人李慧，13900002222')).toEqual({ lead_name: '李慧', lead_phone: '13900002222' })
    expect(answersOf('联系人李慧，13900002222')).toEqual({
      contact_name: '李慧',
      contact_mobile: '13900002222',
    })
    expect(answersOf('91310104MA1FR7A29M，a@b.cn')).toEqual({
      uscc: '91310104MA1FR7A29M',
      contact_email: 'a@b.cn',
    })
  })

  it('tell two fields of one name apart by the value', () => {
    expect(answersOf('联系电话：021-62340000，联系人：王芳')).toEqual({
      contact_tel: '021-62340000',
      contact_name: '王芳',
    })
  })

  it('take the first clause as the answer to the open question', () => {
    expect(answersOf('张三，手机13800001111', 'contact_name')).toEqual({
      contact_name: '张三',
      contact_mobile: '13800001111',
    })
  })

  it('are read in English too', () => {
    expect(answersOf('the contact is Li Hui, mobile is 13900002222 and more', null, 'en')).toMatchObject({
      contact_name: 'Li Hui',
    })
    expect(answersOf('Postcode: 200032; staff: 86', null, 'en')).toEqual({ postcode: '200032', staff: '86' })
  })

  it('keep every line of a long text together and name what has no place', () => {
    const message = '单位名称：甲公司\n单位简介：第一段。\n第二段，很长。\n\n传真：021-64220001\n备注'
    expect(asSeveral(message, seen('project_name'))).toEqual({
      answers: [
        { field: 'org_name', raw: '甲公司' },
        { field: 'intro', raw: '第一段。\n第二段，很长。' },
      ],
      rest: ['传真：021-64220001', '备注'],
    })
  })

  it.each([
    ['a single answer', '手机银行服务标准化试点', 'project_name'],
    ['an address with commas', '上海市徐汇区示范路1号，2楼，201室', 'reg_address'],
    ['a question', '联系人是谁，手机填哪里', 'project_name'],
    ['a question with its mark', '手机13800001111，邮箱a@b.cn，对吗？', 'project_name'],
    ['an account that mentions fields', '本单位职工86人，联系人由质量部担任，邮编很少用到。', 'intro'],
    ['rows of a list', '单位自筹；20', 'budget_src'],
    ['a word', '好的', null],
  ])('are not seen in %s', (_, message, open) => {
    expect(asSeveral(message, seen(open))).toBeNull()
  })

  it('are looked for in a long paste without delay', () => {
    const paste = Array.from({ length: 1_000 }, (_, i) => `第${i}行：单位名称和联系人13800001111`).join('\n')
    const began = performance.now()
    asSeveral(paste, seen('intro'))
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})

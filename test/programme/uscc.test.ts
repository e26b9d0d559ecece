import { describe, expect, it } from 'vitest'
import { faultOfUscc, normaliseUscc } from '../../src/programme/uscc.ts'

const sound = [
  '91350100M000100Y43',
  '91110000600037341L',
  '91310115MA1K4T2X07',
  '91310000132200880L',
  '1131000000242355XB',
  '123101044250432177',
  '5131000050177889XH',
  '52310106MJ49T0011R',
  '53310000501780017F',
  '93310151MA1JU20138',
  'N2310118MF1234567Q',
  '9110000010169286XW',
  '92310112MA7HABCD29',
  '91330100MA2CXY119K',
  '91310115ma1k4t2x07',
  '９１３１０１１５ＭＡ１Ｋ４Ｔ２Ｘ０７',
  '91 310115 MA1K4T2X07',
]

describe('a unified social credit code', () => {
  it.each(sound)('accepts %s', (code) => {
    expect(faultOfUscc(normaliseUscc(code))).toBeNull()
  })

  it.each([
    ['91310115MA5K4T2X07', 'checksum'],
    ['91310115MA14KT2X07', 'checksum'],
    ['9131O115MA1K4T2X07', 'characters'],
    ['91350100M000100Y4Z', 'characters'],
    ['91310115MA1K4T2X0', 'length'],
  ])('refuses %s for its %s', (code, fault) => {
    expect(faultOfUscc(normaliseUscc(code))?.code).toBe(fault)
  })

  it('names the position of a character that cannot occur', () => {
    expect(faultOfUscc('9131O115MA1K4T2X07')).toMatchObject({ params: { position: 5, character: 'O' } })
  })
})

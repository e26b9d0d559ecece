/** Small numbers as people type them. */

const HAN = '零一二三四五六七八九十'

/** `3`, `三` or `两` as a number; NaN when it is none. Up to ten: no programme asks for more copies or years. */
export function readFigure(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const at = text === '两' ? 2 : HAN.indexOf(text)
  return at < 0 || text === '' ? Number.NaN : at
}

/** Chinese from one script into the other; for words of ours, never for quotations or answers. */
import * as ToTraditional from 'opencc-js/cn2t'
import * as ToSimplified from 'opencc-js/t2cn'

/** Scripts that are made from another one there is: the words are converted, never written twice. */
export const MADE_FROM: Readonly<Record<string, string>> = { 'zh-Hant': 'zh-CN' }

const convert = ToTraditional.Converter({ from: 'cn', to: 'tw' })

/** The text with its traditional characters written as simplified ones. */
export const simplified: (text: string) => string = ToSimplified.Converter({ from: 'tw', to: 'cn' })

/** Every text within, at any depth, in traditional characters; keys stay as they are. */
export function traditional<Words>(words: Words): Words {
  if (typeof words === 'string') return convert(words) as Words
  if (Array.isArray(words)) return words.map((one) => traditional(one)) as Words
  if (typeof words !== 'object' || words === null) return words
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, traditional(value)])) as Words
}

/** The script that only this text can be in; null when its characters are the same in both. */
export function scriptOf(text: string): 'zh-CN' | 'zh-Hant' | null {
  const isTraditional = simplified(text) !== text
  const isSimplified = traditional(text) !== text
  if (isTraditional === isSimplified) return null
  return isTraditional ? 'zh-Hant' : 'zh-CN'
}

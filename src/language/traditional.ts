/** Simplified Chinese written in traditional characters; for words of ours, never for quotations or answers. */
import * as OpenCC from 'opencc-js/cn2t'

const convert = OpenCC.Converter({ from: 'cn', to: 'tw' })

/** Every text within, at any depth, in traditional characters; keys stay as they are. */
export function traditional<Words>(words: Words): Words {
  if (typeof words === 'string') return convert(words) as Words
  if (Array.isArray(words)) return words.map(traditional) as Words
  if (typeof words !== 'object' || words === null) return words
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, traditional(value)])) as Words
}

/** Unified social credit code (统一社会信用代码, GB 32100-2015). */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** What is wrong with a code: its length, a character (1-based position), or the check character. */
export type UsccFault =
  | { code: 'length'; params: { count: number } }
  | { code: 'characters'; params: { position: number; character: string } }
  | { code: 'checksum'; params: { position: number } }

/** Folds width and case and drops spaces and hyphens. */
export function normaliseUscc(raw: string): string {
  return raw.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

/** The first fault of a normalised code, or null when it is sound. Registration is not looked up. */
export function faultOfUscc(code: string): UsccFault | null {
  const characters = [...code]
  const wrong = characters.findIndex((character) => !ALPHABET.includes(character))
  if (wrong >= 0)
    return { code: 'characters', params: { position: wrong + 1, character: characters[wrong] ?? '' } }
  if (characters.length !== 18) return { code: 'length', params: { count: characters.length } }
  return checkCharacter(code) === code[17] ? null : { code: 'checksum', params: { position: 18 } }
}

function checkCharacter(code: string): string {
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? ''
}

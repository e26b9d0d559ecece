/** Puts right English words with one slip: a letter missing, too many, exchanged or swapped. */

/** Shorter words have too many neighbours. */
const SHORTEST = 4

export class Spelling {
  private readonly words: ReadonlySet<string>
  /** a word with one letter left out → the word */
  private readonly shortened = new Map<string, string>()

  constructor(words: ReadonlySet<string>) {
    this.words = words
    for (const word of words)
      if (word.length >= SHORTEST && /^[a-z]+$/.test(word))
        for (const shorter of shorten(word))
          if (!this.shortened.has(shorter)) this.shortened.set(shorter, word)
  }

  /** The word meant, or the word itself where none is near. The first letter is taken to be right. */
  repair(word: string): string {
    if (word.length < SHORTEST || this.words.has(word) || /[^a-z]/.test(word)) return word
    const near = [word, ...shorten(word)].map((form) =>
      form !== word && this.words.has(form) ? form : this.shortened.get(form),
    )
    return near.find((other) => other?.[0] === word[0]) ?? word
  }
}

const shorten = (word: string): string[] =>
  [...word].map((_, i) => word.slice(0, i) + word.slice(i + 1)).filter((shorter) => shorter.length >= 3)

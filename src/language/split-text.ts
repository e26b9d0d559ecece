/** Cuts a long text where a reader would draw breath. */

/** Where to cut, best first: between paragraphs, lines, sentences, words. */
const BREATHS = [/\n\n/g, /\n/g, /[。！？；](?!$)|[.!?;](?=\s)/g, /[\s，、,]/g]

/** Pieces of at most `most` UTF-16 code units that make up the text but for the space at the cuts; none is empty. */
export function splitText(text: string, most: number): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > most) {
    const at = cutOf(rest.slice(0, most))
    pieces.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  return [...pieces, rest].filter((piece) => piece !== '')
}

function cutOf(head: string): number {
  for (const breath of BREATHS) {
    const last = [...head.matchAll(breath)].at(-1)
    // a cut very early would leave a scrap
    if (last && last.index > head.length / 4) return last.index + last[0].length
  }
  // never between the halves of a character
  return /[\uD800-\uDBFF]$/.test(head) ? head.length - 1 : head.length
}

/** `shenbao graph`: the picture of a flow, to be looked through by people who do not read its files. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { drawFlow, toPng } from '../documents/draw-flow.ts'
import { libraryAround } from './replay.ts'

/** Draws a folder into an SVG or, by the ending of the file's name, a PNG. */
export async function graph(folder: string, options: { output?: string; language?: string }): Promise<void> {
  const library = await libraryAround(folder)
  const { programme } = library
  const output = options.output ?? `${programme.id}.svg`
  const svg = await drawFlow(library.speech(options.language ?? programme.languages[0] ?? ''))
  await writeFile(output, path.extname(output) === '.png' ? toPng(svg) : svg)
  console.log(output)
}

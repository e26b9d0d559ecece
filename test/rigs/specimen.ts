/** The specimen folder, whole or with something changed: what the tests of folders are made of. */
import path from 'node:path'
import { loadProgramme } from '../../src/programme/load.ts'
import type { Problem } from '../../src/programme/problem.ts'
import { readFolder } from '../../src/store/read-folder.ts'

export const specimenDir = path.resolve(import.meta.dirname, '../../flows/specimen')
export const specimenFiles = await readFolder(specimenDir)

export interface Change {
  file: string
  from: string
  to: string
}

/** The files of the specimen with one piece of text exchanged. @throws when the piece is not there exactly once */
export function changed({ file, from, to }: Change): Record<string, string> {
  const parts = (specimenFiles[file] ?? '').split(from)
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`)
  return { ...specimenFiles, [file]: parts.join(to) }
}

export const problemsOf = (files: Record<string, string>): Problem[] => loadProgramme(files, 'hash').problems

/** 1-based line on which the words stand first. */
export function lineOf(files: Record<string, string>, file: string, words: string): number {
  const text = files[file] ?? ''
  const index = text.indexOf(words)
  if (index < 0) throw new Error(`${file} has no ${words}`)
  return text.slice(0, index).split('\n').length
}

/** The golden conversations of every programme folder, and the programmes they are held with. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type AmendedFile, parseTranscript, type Transcript } from '../../src/conversation/transcript.ts'
import type { Library } from '../../src/conversation/world.ts'
import { readLocales } from '../../src/read-locales.ts'
import { readProgramme } from '../../src/read-programmes.ts'
import { makeFormLibrary, makeLibrary } from '../../src/service/libraries.ts'
import { listFolders } from '../../src/store/read-folder.ts'

const flows = path.resolve(import.meta.dirname, '../../flows')

export interface GoldenFile {
  file: string
  title: string
  locale: string
  /** what a scan in it shows is written down, not drawn: no channel can hold it */
  hasScan: boolean
}

/** Transcript files by programme folder. */
export async function goldenFiles(): Promise<Map<string, GoldenFile[]>> {
  const found = new Map<string, GoldenFile[]>()
  for (const folder of await listFolders(flows)) found.set(folder, await filesOf(folder))
  return found
}

/** Those of later forms, by `<folder>/forms/<form>`, which libraryOf knows too. */
export async function goldenFormFiles(): Promise<Map<string, GoldenFile[]>> {
  const found = new Map<string, GoldenFile[]>()
  for (const folder of await listFolders(flows)) {
    const forms = await readdir(path.join(flows, folder, 'forms')).catch(() => [])
    for (const form of forms) found.set(`${folder}/forms/${form}`, await filesOf(`${folder}/forms/${form}`))
  }
  return found
}

async function filesOf(folder: string): Promise<GoldenFile[]> {
  const dir = path.join(flows, folder, 'transcripts')
  const names = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort()
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(dir, name)
      const { title, locale, talk } = parseTranscript(await readFile(file, 'utf8'))
      return { file, title, locale, hasScan: talk.some(({ pages }) => pages !== undefined) }
    }),
  )
}

const libraries = new Map<string, Promise<Library>>()

/** The programme of a folder, read once. */
export function libraryOf(folder: string): Promise<Library> {
  const library = libraries.get(folder) ?? readLibrary(folder)
  libraries.set(folder, library)
  return library
}

/** The programme of a folder as the transcript amends it; null where it does not. */
export async function amendedOf(folder: string, { amendment }: Transcript): Promise<Library | null> {
  return amendment ? readLibrary(folder, amendment) : null
}

/** The folder as the server reads it, with or without the amendment of a transcript. */
export async function folderOf(folder: string, changes: readonly AmendedFile[] = []) {
  const { programme, problems, ...read } = await readProgramme(path.join(flows, folder), changes)
  if (!programme || problems.length > 0)
    throw new Error(`${folder} is not sound: ${JSON.stringify(problems)}`)
  return { programme, ...read }
}

async function readLibrary(place: string, changes: readonly AmendedFile[] = []): Promise<Library> {
  const [folder = '', form] = place.split('/forms/')
  const { programme } = await folderOf(folder, changes)
  const locales = await readLocales()
  const library = makeLibrary(programme, locales)
  return form === undefined ? library : makeFormLibrary(library, form, locales)
}

import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadProgramme } from '../../src/programme/load.ts'
import { readFolder } from '../../src/store/read-folder.ts'

const folder = path.resolve(import.meta.dirname, '../../flows/shanghai-standardization-pilot-2021')
const files = await readFolder(folder)

/** The folder with one file changed. */
const broken = (file: string, from: string | RegExp, to: string) => {
  const source = files[file] ?? ''
  expect(source).toMatch(from)
  return loadProgramme({ ...files, [file]: source.replace(from, to) }, 'hash').problems
}

describe('a broken folder', () => {
  it('names the file and the line of a misspelt key', () => {
    const [problem] = broken('programme.yaml', /^timezone:/m, 'timezon:')
    expect(problem).toMatchObject({ file: 'programme.yaml', code: 'schema' })
  })

  it('finds a word that is not verbatim in its clause', () => {
    const problems = broken('areas.yaml', '消防', '消防队')
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'areas.yaml', code: 'quote-not-verbatim' }),
    )
    expect(problems[0]?.line).toBeGreaterThan(1)
  })

  it('finds a missing translation', () => {
    const problems = broken('text/en.yaml', /^ {2}services: .*\n/m, '')
    expect(problems).toContainEqual(expect.objectContaining({ file: 'text/en.yaml', code: 'missing-text' }))
  })

  it('finds a contact that does not exist', () => {
    const problems = broken('areas.yaml', /contact: [a-z-]+/, 'contact: nobody')
    expect(problems).toContainEqual(expect.objectContaining({ code: 'unknown-id', params: { id: 'nobody' } }))
  })

  it('reports YAML that cannot be read, with its line', () => {
    const problems = broken('conditions.yaml', 'questions:', 'questions: [')
    expect(problems[0]).toMatchObject({ file: 'conditions.yaml', code: 'yaml' })
  })
})

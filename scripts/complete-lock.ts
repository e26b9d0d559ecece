/**
 * Completes package-lock.json: with the hashes of what npm has downloaded, where the lock lacks them (npm forgets them
 * now and then; a hash that is there is never replaced), and with the binaries of other platforms that a registry mirror does not hold: `npm ci`
 * refuses a lock that lacks them, although it would never install them here. Run it after every `npm install`.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Entry {
  version?: string
  /** where it is installed under another name */
  name?: string
  integrity?: string
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const FILE = 'package-lock.json'
const SYSTEMS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'aix',
]
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el']

const lock = JSON.parse(readFileSync(FILE, 'utf8')) as { packages: Record<string, Entry> }
let added = 0
for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`
    const words = name.split(/[-/]/)
    const os = words.find((word) => SYSTEMS.includes(word))
    const cpu = words.find((word) => PROCESSORS.includes(word))
    if (lock.packages[place] || !os || !cpu) continue
    const libc = words.some((word) => word.startsWith('musl')) ? { libc: ['musl'] } : {}
    lock.packages[place] = { version, optional: true, os: [os], cpu: [cpu], ...libc }
    added++
  }
}

/** Hash of each tarball in npm's own cache, by its file: npm checked it when it was downloaded. */
function downloaded(): Map<string, string> {
  const cache = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim()
  const index = join(cache, '_cacache', 'index-v5')
  const files = readdirSync(index, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  const found = new Map<string, string>()
  for (const { parentPath, name } of files)
    for (const line of readFileSync(join(parentPath, name), 'utf8').split('\n')) {
      const { key = '', integrity } = JSON.parse(line.split('\t')[1] ?? '{}') as Record<string, string>
      const [, of, file] = /\/((?:@[^/]+(?:%2f|\/))?[^/]+)\/-\/([^/]+\.tgz)$/i.exec(key) ?? []
      if (of && file && integrity) found.set(`${decodeURIComponent(of)} ${file}`, integrity)
    }
  return found
}

const hashes = downloaded()
let filled = 0
for (const [place, entry] of Object.entries(lock.packages)) {
  const name = entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const hash = hashes.get(`${name} ${name.split('/').at(-1)}-${entry.version}.tgz`)
  if (place === '' || entry.integrity || !hash) continue
  entry.integrity = hash
  filled++
}
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} entries added, ${filled} hashes filled in`)

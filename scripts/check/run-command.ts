import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import type { Report } from './report.ts'

/** Runs a program of this project, with its own Node and tools first in PATH; output is kept, colours are off. */
export function runCommand(root: string, program: string, ...args: string[]): Promise<Report> {
  const PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, PATH, NO_COLOR: '1', FORCE_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve({ ok: false, summary: '', output: `${program}: ${error.message}` }))
    child.on('close', (code, signal) =>
      resolve({
        ok: code === 0,
        summary: '',
        output: signal ? `${output}\n${program} ended by ${signal}` : output,
      }),
    )
  })
}

#!/usr/bin/env node
// Plain JavaScript, so that an old Node can read it and say what to do.
const major = Number(process.versions.node.split('.')[0])

if (major < 24) {
  console.error(
    `Shenbao needs Node 24 or later and this is Node ${process.versions.node}: ` +
      'on Linux run `npm ci` and then `npx shenbao`, which brings its own; elsewhere install Node 24.',
  )
  process.exitCode = 1
} else {
  await import('../src/cli.ts')
}

/** Refuses to run the tests on a Node that cannot run the product. */
export default function setup(): void {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= 24) return
  throw new Error(
    `These tests need Node 24 or later; this is ${process.versions.node}. ` +
      'Run them as `npm test` (after `npm ci`, which brings Node 24 on Linux), or install Node 24.',
  )
}

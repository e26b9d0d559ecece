/** `shenbao paper`: what has a check code, printed to a file. */
import { writeFile } from 'node:fs/promises'
import { assemble } from '../main.ts'
import { configFrom } from './options.ts'

/** Prints the certificate, letter, list or submitted form behind a code. @throws Failure unknown-document */
export async function paper(code: string, options: { output?: string; data?: string }): Promise<void> {
  const config = configFrom(options)
  const house = await assemble({ ...config, log: 'silent' })
  try {
    const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
    const { number, pdf } = await house.paper.print(code, publicUrl)
    const output = options.output ?? `${number.replace(/[^\w-]/g, '_')}.pdf`
    await writeFile(output, pdf)
    console.log(output)
  } finally {
    await house.close()
  }
}

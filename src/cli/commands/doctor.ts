/** `shenbao doctor`. */
import type { Command } from 'commander'
import type { Phrases } from '../../language/phrases.ts'
import { doctor } from '../doctor.ts'

export function doctorCommand(program: Command, words: Phrases): void {
  program
    .command('doctor')
    .description(words.say('doctor.command'))
    .option('--json', words.say('cli.option.json'))
    .option('--data <directory>', words.say('cli.option.data'))
    .option('--language <language>', words.say('cli.option.language'))
    .action(doctor)
}

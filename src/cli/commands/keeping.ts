/** Commands about what is kept: back-up, restore, what a person said, and how long it stays. */
import type { Command } from 'commander'
import type { Phrases } from '../../language/phrases.ts'
import { backUpTo, restoreFrom } from '../back-up.ts'
import { erasePersonOf, exportPerson, showPerson } from '../person.ts'
import { retain } from '../retention.ts'

export function keepingCommands(program: Command, words: Phrases): void {
  const say = (key: string): string => words.say(`keep.command.${key}`)
  const common = (command: Command): Command =>
    command
      .option('--data <directory>', words.say('cli.option.data'))
      .option('--language <language>', words.say('cli.option.language'))
  common(program.command('back-up').description(say('back-up')))
    .requiredOption('--output <file>', say('back-up-output'))
    .action(backUpTo)
  common(program.command('restore').description(say('restore')).argument('<file>', say('back-up-file')))
    .option('--check', say('restore-check'))
    .action(restoreFrom)
  common(program.command('retention').description(say('retention')))
    .option('--apply', say('retention-apply'))
    .action(retain)
  const person = program.command('person').description(say('person'))
  const ofPerson = (name: string): Command =>
    common(
      person
        .command(name)
        .description(say(`person-${name}`))
        .argument('<key>', say('person-key')),
    )
  ofPerson('show').action(showPerson)
  ofPerson('export').requiredOption('--output <file>', say('person-output')).action(exportPerson)
  ofPerson('erase').option('--yes', say('person-yes')).action(erasePersonOf)
}

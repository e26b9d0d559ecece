/** `shenbao preview`, as it stands on the command line. */
import { type Command, Option } from 'commander'
import type { Phrases } from '../../language/phrases.ts'
import { PREVIEW_ROLES, preview } from '../preview.ts'

export function previewCommand(program: Command, words: Phrases): void {
  const say = (key: string): string => words.say(`preview.${key}`)
  program
    .command('preview')
    .description(say('about'))
    .argument('<folder>', words.say('cli.option.folder'))
    .option('--as-of <instant>', say('option.as-of'))
    .addOption(new Option('--as <role>', say('option.as')).choices(PREVIEW_ROLES).default('applicant'))
    .option('--port <number>', words.say('cli.option.port'))
    .option('--language <language>', words.say('cli.option.language'))
    .action(preview)
}

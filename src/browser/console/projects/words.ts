import words from 'words:console-project'
import { learn } from '../data/words.tsx'

learn(words)

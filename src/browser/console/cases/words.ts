import words from 'words:console-case'
import { learn } from '../data/words.tsx'

learn(words)

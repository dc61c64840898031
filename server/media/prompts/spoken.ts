/** Writes what our own voice says to standard output, as a JSON list of { id, lang, text }. Run by make.sh. */
import { SPOKEN_IDS } from '../../../shared/prompts.ts'
import { shippedText } from '../../prompts/texts.ts'
import { PROMPT_LANGUAGES } from '../prompts.ts'

const spoken = PROMPT_LANGUAGES.flatMap((lang) => SPOKEN_IDS.map((id) => ({ id, lang, text: shippedText(id, lang) })))
process.stdout.write(JSON.stringify(spoken))

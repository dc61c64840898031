import { readText } from '../../shared/duties/texts.ts'
import type { WrittenText, WrittenTexts } from '../../shared/writtenTexts.ts'
import { language } from '../i18n/i18n.ts'

/** The guidance in the reader's language, as lawyers have written it or as it came. */
export interface Guidance {
  say(id: string): string
  /** The lawyer's version that is read; undefined for what came with Lyhörd, which nobody has confirmed. */
  written(id: string): WrittenText | undefined
}

/** `texts`: what lawyers have written; none as long as the server has not said. */
export const createGuidance = (texts: () => WrittenTexts): Guidance => ({
  say: (id) => readText(id, texts())[language()],
  written: (id) => texts()[id],
})

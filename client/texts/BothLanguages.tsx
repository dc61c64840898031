import './texts.css'
import { For } from 'solid-js'
import { LANGUAGES_OF_STAFF, type StaffText, type WrittenText } from '../../shared/writtenTexts.ts'
import { createWords, formatDate, formatNumber } from '../i18n/i18n.ts'
import { textWords } from './words.ts'

const words = createWords(textWords)

export const isEmptyText = (text: StaffText): boolean => LANGUAGES_OF_STAFF.every((each) => text[each] === '')

/** Which version a text is, by whom and when. */
export const versionText = (text: WrittenText): string =>
  words()[isEmptyText(text) ? 'withdrawn' : 'written'](
    formatNumber(text.version),
    text.by,
    formatDate(text.at, { dateStyle: 'long', timeStyle: 'short' }),
  )

/** A text in both of its languages, each said to be what it is. */
export function BothLanguages(props: { text: StaffText }) {
  return (
    <dl class="written__both">
      <For each={LANGUAGES_OF_STAFF}>
        {(each) => (
          <div>
            <dt class="muted small">{words().languages[each]}</dt>
            <dd lang={each}>{props.text[each]}</dd>
          </div>
        )}
      </For>
    </dl>
  )
}

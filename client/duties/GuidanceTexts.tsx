import { For, Show } from 'solid-js'
import { GUIDES, QUESTIONS } from '../../shared/duties/guidance.ts'
import {
  CONFIRMABLE,
  GUIDANCE_TEXTS,
  type GuidanceText,
  mayBeEmpty,
  questionText,
  readText,
  type TextUse,
  unconfirmed,
} from '../../shared/duties/texts.ts'
import type { WrittenTexts } from '../../shared/writtenTexts.ts'
import { createWords, formatNumber, language } from '../i18n/i18n.ts'
import { VersionedText } from '../texts/VersionedText.tsx'
import { Confirmation } from './Confirmation.tsx'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)
/** The texts that belong to no question. */
const APART = ['must', 'may', 'cannot', 'open', 'tell'] as const satisfies readonly TextUse[]

interface Given {
  readonly texts: WrittenTexts
  readonly mayWrite: boolean
  readonly onChanged: () => void
}

/** Every text of the guidance: lawyers write them anew or confirm them as they stand, others read what has been written. */
export default function GuidanceTexts(props: Given) {
  const left = () => unconfirmed(GUIDANCE_TEXTS, props.texts).length
  return (
    <section class="stack duties" aria-labelledby="guidance-texts">
      <h3 id="guidance-texts">{words().textsTitle}</h3>
      <p>{words().textsLead}</p>
      <p>{words().textsRules}</p>
      <Show when={!props.mayWrite}>
        <p class="muted">{words().textsLawyers}</p>
      </Show>
      <p data-testid="guidance-left" data-value={left()}>
        {left() === 0 ? words().textsNoneLeft : words().textsLeft(formatNumber(left()), formatNumber(CONFIRMABLE.length))}
      </p>
      <For each={GUIDES.flatMap((guide) => QUESTIONS[guide])}>
        {({ id }) => (
          <TextGroup
            {...props}
            title={readText(questionText(id), props.texts)[language()]}
            texts={props.texts}
            own={GUIDANCE_TEXTS.filter(({ at }) => at?.question === id)}
          />
        )}
      </For>
      <For each={APART}>
        {(use) => <TextGroup {...props} title={words().uses[use]} own={GUIDANCE_TEXTS.filter((text) => text.use === use)} />}
      </For>
    </section>
  )
}

function TextGroup(props: Given & { title: string; own: readonly GuidanceText[] }) {
  const left = () => unconfirmed(props.own, props.texts).length
  return (
    <details data-testid="guidance-group">
      <summary>
        {props.title} <span class="muted small">{left() === 0 ? words().allConfirmed : words().toConfirmCount(formatNumber(left()))}</span>
      </summary>
      <For each={props.own}>
        {(text) => (
          <VersionedText
            id={text.id}
            path={`/api/duties/texts/${text.id}`}
            title={words().uses[text.use]}
            hint={words().textHint}
            now={props.texts[text.id]}
            shipped={text.shipped}
            mayWrite={props.mayWrite}
            mayBeEmpty={mayBeEmpty(text)}
            none={words().noHelp}
            state={(save) => (
              <Show when={props.texts[text.id] || !mayBeEmpty(text)}>
                <span class="small">
                  <Confirmation by={props.texts[text.id]} />
                </span>
                <Show when={props.mayWrite && !props.texts[text.id]}>
                  <button
                    type="button"
                    class="button"
                    aria-label={`${words().confirm}: ${text.shipped[language()]}`}
                    onClick={() => void save(text.shipped)}
                  >
                    {words().confirm}
                  </button>
                </Show>
              </Show>
            )}
            onChanged={props.onChanged}
          />
        )}
      </For>
    </details>
  )
}

import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from 'solid-js'
import type { Question } from '../../shared/form/questionnaire.ts'
import { findPlaces, type Place, placeOf } from '../../shared/geography/places.ts'
import { createWords, language } from '../i18n/i18n.ts'
import { formWords } from './words.ts'

const words = createWords(formWords)
const LEAST_LETTERS = 3

/** Finds a municipality, a district or a county by some letters; the arrows go through what was found, Enter takes it. */
export function PlaceField(props: { question: Question; answer: readonly string[]; onAnswer: (answer: readonly string[]) => void }) {
  const id = createUniqueId()
  // a memo: what is typed must not go because something else was saved
  const chosen = createMemo(() => placeOf(props.answer[0] ?? ''))
  const [text, setText] = createSignal('')
  const [at, setAt] = createSignal(0)
  const [open, setOpen] = createSignal(false)
  createEffect(
    on(chosen, (place) => {
      setText(place?.name ?? '')
      setOpen(false)
    }),
  )
  const found = createMemo(() => (open() && text().trim().length >= LEAST_LETTERS ? findPlaces(text()) : []))
  const told = (place: Place) => {
    const around = placeOf(place.within ?? '')
    return place.kind === 'county' || !around ? place.name : words().inPlace(place.name, around.name)
  }

  function take(place: Place | undefined) {
    if (!place) return
    setOpen(false)
    setText(place.name)
    props.onAnswer([place.id])
  }

  function keyed(event: KeyboardEvent) {
    if (event.ctrlKey || event.isComposing) return
    if (event.key === 'Escape' && open()) setOpen(false)
    else if (event.key === 'ArrowDown' && found().length > 0) setAt((now) => Math.min(now + 1, found().length - 1))
    else if (event.key === 'ArrowUp' && found().length > 0) setAt((now) => Math.max(now - 1, 0))
    // Enter takes the place, and goes on from there to the next question
    else if (event.key === 'Enter' && found().length > 0) return take(found()[at()])
    else return
    event.preventDefault()
  }

  return (
    <div class="place">
      <input
        type="text"
        class="field__input"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-label={props.question[language()]}
        aria-describedby={`${id}-hint`}
        aria-expanded={found().length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={found().length > 0 ? `${id}-${at()}` : undefined}
        value={text()}
        onKeyDown={keyed}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
          setOpen(true)
        }}
        onBlur={() => {
          // what was typed and not taken is no answer
          setOpen(false)
          setText(chosen()?.name ?? '')
        }}
      />
      <p class="field__hint" id={`${id}-hint`} role="status">
        {open() && text().trim().length >= LEAST_LETTERS && found().length === 0 ? words().noPlace : words().place}
      </p>
      <div role="listbox" class="place__list" id={`${id}-list`} aria-label={words().places} hidden={found().length === 0}>
        <For each={found()}>
          {(place, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div
              role="option"
              class="place__one"
              id={`${id}-${index()}`}
              aria-selected={at() === index()}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(place)}
            >
              <Show when={place.now} fallback={told(place)}>
                {(now) => `${told(place)} → ${placeOf(now())?.name ?? ''}`}
              </Show>
            </div>
          )}
        </For>
      </div>
    </div>
  )
}
